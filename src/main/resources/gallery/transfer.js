// One file on its way to S3, straight from the browser.

import { ApiError, pause, uploadForm, uploadStatus } from "./api.js";
import { megabytes, typeOf } from "./files.js";

/** For how long a form is used again; the server makes them for longer. */
const FORM_LIFE = 30 * 60 * 1000;

/** A connection on which nothing moves for so long is taken for lost. */
const STALL = 60 * 1000;

const FORM_ATTEMPTS = 5;

/** An upload that did not arrive; the message is for the visitor. */
export class TransferError extends Error {}

export class Transfer {
  #file;
  #form;
  #formTime = 0;
  #posted = false;
  #request;
  #cancelled = false;

  constructor(file) {
    this.#file = file;
  }

  /**
   * Sends the file and returns its key. Sending again after a failure uses the same key, and does not send what has arrived
   * after all: nothing is doubled. Rejects with a TransferError, or with an AbortError after cancel().
   */
  async send(onProgress) {
    if (this.#posted && (await this.#hasArrived())) {
      return this.#form.key;
    }
    let answer = await this.#post(await this.#freshForm(), onProgress);
    if (answer.status === 403) {
      this.#form = undefined;
      answer = await this.#post(await this.#freshForm(), onProgress);
    }
    if (answer.status < 200 || answer.status > 299) {
      throw new TransferError(this.#explain(answer));
    }
    return this.#form.key;
  }

  /** Ends this transfer; what it has is taken over by another one, for a later retry. */
  cancel() {
    this.#cancelled = true;
    this.#request?.abort();
    const next = new Transfer(this.#file);
    next.#form = this.#form;
    next.#formTime = this.#formTime;
    next.#posted = this.#posted;
    return next;
  }

  async #hasArrived() {
    try {
      await uploadStatus(this.#form.key);
      return true;
    } catch {
      return false;
    }
  }

  async #freshForm() {
    if (this.#form && Date.now() - this.#formTime < FORM_LIFE) {
      return this.#form;
    }
    for (let attempt = 1; ; attempt++) {
      try {
        this.#form = await uploadForm(this.#file.name, typeOf(this.#file));
        this.#formTime = Date.now();
        this.#posted = false;
        return this.#form;
      } catch (problem) {
        if (!(problem instanceof ApiError)) {
          throw problem;
        }
        if (!problem.passing || attempt === FORM_ATTEMPTS || problem.status === 0) {
          throw new TransferError(problem.message);
        }
        await pause(1000 * Math.max(problem.retryAfter, attempt));
      }
    }
  }

  async #post(form, onProgress) {
    if (this.#cancelled) {
      throw new DOMException("Cancelled", "AbortError");
    }
    const data = new FormData();
    Object.entries(form.fields).forEach(([name, value]) => data.append(name, value));
    data.append("file", this.#file);
    this.#posted = true;
    try {
      return await this.#exchange(form.url, data, onProgress);
    } catch (problem) {
      if (problem instanceof TransferError && !(await this.#canBeRead())) {
        throw new TransferError("The file was changed or moved after you chose it. Please choose it again.");
      }
      throw problem;
    }
  }

  #exchange(url, data, onProgress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      let stalled = false;
      const stall = () => {
        stalled = true;
        request.abort();
      };
      let watchdog = setTimeout(stall, STALL);
      const lost = () => reject(new TransferError("The connection was lost. Press Retry when it is back."));
      request.upload.onprogress = (event) => {
        clearTimeout(watchdog);
        watchdog = setTimeout(stall, STALL);
        if (event.lengthComputable && !this.#cancelled) {
          onProgress(event.loaded / event.total);
        }
      };
      request.onload = () => resolve({ status: request.status, body: request.responseText });
      request.onerror = lost;
      request.onabort = () => (stalled ? lost() : reject(new DOMException("Cancelled", "AbortError")));
      request.onloadend = () => clearTimeout(watchdog);
      request.open("POST", url);
      request.send(data);
    });
  }

  async #canBeRead() {
    try {
      await this.#file.slice(0, 1).arrayBuffer();
      return true;
    } catch {
      return false;
    }
  }

  /** S3 says why in XML. */
  #explain(answer) {
    const code = new DOMParser().parseFromString(answer.body, "text/xml").querySelector("Code")?.textContent;
    if (code === "EntityTooLarge") {
      return `The file is larger than the gallery takes (${megabytes(this.#file.size)}).`;
    }
    return answer.status >= 500 || answer.status === 429
      ? "The storage is busy. Press Retry in a moment."
      : "The storage did not take the file. Press Retry; if it fails again, reload this page.";
  }
}
