// One file on its way to S3, straight from the browser.

import { pause, uploadForm, ApiError } from "./api.js";
import { megabytes, typeOf } from "./files.js";

/** For how long a form is used again; the server makes them for longer. */
const FORM_LIFE = 30 * 60 * 1000;

/** An upload that did not arrive. */
export class TransferError extends Error {}

export class Transfer {
  #file;
  #form;
  #formTime = 0;
  #request;
  #cancelled = false;

  constructor(file) {
    this.#file = file;
  }

  /**
   * Sends the file and returns its key. Sending again after a failure uses the same key: what had arrived after all is not
   * doubled. Rejects with a TransferError whose message is for the visitor, or with an AbortError after cancel().
   */
  async send(onProgress) {
    this.#cancelled = false;
    const form = await this.#freshForm();
    let answer = await this.#post(form, onProgress);
    if (answer.status === 403) {
      this.#form = undefined;
      answer = await this.#post(await this.#freshForm(), onProgress);
    }
    if (answer.status < 200 || answer.status > 299) {
      throw new TransferError(this.#explain(answer));
    }
    return this.#form.key;
  }

  cancel() {
    this.#cancelled = true;
    this.#request?.abort();
  }

  async #freshForm() {
    if (this.#form && Date.now() - this.#formTime < FORM_LIFE) {
      return this.#form;
    }
    for (let attempt = 1; ; attempt++) {
      this.#check();
      try {
        this.#form = await uploadForm(this.#file.name, typeOf(this.#file));
        this.#formTime = Date.now();
        return this.#form;
      } catch (problem) {
        if (!(problem instanceof ApiError)) {
          throw problem;
        }
        if (!problem.passing || attempt === 5 || problem.status === 0) {
          throw new TransferError(problem.message);
        }
        await pause(1000 * Math.max(problem.retryAfter, attempt));
      }
    }
  }

  #post(form, onProgress) {
    this.#check();
    const data = new FormData();
    Object.entries(form.fields).forEach(([name, value]) => data.append(name, value));
    data.append("file", this.#file);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onload = () => resolve({ status: request.status, body: request.responseText });
      request.onerror = () => reject(new TransferError("The connection was lost. Please try again when it is back."));
      request.onabort = () => reject(new DOMException("Cancelled", "AbortError"));
      request.open("POST", form.url);
      request.send(data);
    });
  }

  #check() {
    if (this.#cancelled) {
      throw new DOMException("Cancelled", "AbortError");
    }
  }

  /** S3 says why in XML. */
  #explain(answer) {
    const code = new DOMParser().parseFromString(answer.body, "text/xml").querySelector("Code")?.textContent;
    if (code === "EntityTooLarge") {
      return `The file is larger than the gallery takes (${megabytes(this.#file.size)}).`;
    }
    return answer.status >= 500 || answer.status === 429
      ? "The storage is busy. Please try again in a moment."
      : "The storage did not take the file. Please try again; if it fails again, reload this page.";
  }
}
