// The panel of uploads: a row for each file, a few files on their way at once.

import { objection } from "./files.js";
import { drawPreview } from "./preview.js";
import { Transfer, TransferError } from "./transfer.js";

const AT_ONCE = 3;
const READY_STAYS = 6000;
const LONG = 60000;

const WORDS = {
  queued: "Waiting for its turn",
  uploading: "Uploading",
  developing: "Developing …",
  ready: "In the gallery",
  cancelled: "Cancelled",
};

const CANCELLABLE = new Set(["queued", "uploading"]);
const REPEATABLE = new Set(["failed", "cancelled"]);
const DONE = new Set(["ready", "rejected", "failed", "refused", "cancelled"]);

/** A file, its row, and how far it has come. */
class Upload {
  constructor(file, row) {
    this.file = file;
    this.row = row;
    this.transfer = new Transfer(file);
    this.state = "";
    this.key = "";
    this.since = 0;
    this.arrived = 0;
  }

  get name() {
    return this.file.name;
  }

  become(state, words = WORDS[state]) {
    this.state = state;
    this.since = Date.now();
    const part = (selector) => this.row.querySelector(selector);
    this.row.dataset.state = state;
    part(".message").textContent = words;
    part("progress").hidden = state !== "uploading";
    part(".cancel").hidden = !CANCELLABLE.has(state);
    part(".retry").hidden = !REPEATABLE.has(state);
    part(".dismiss").hidden = !DONE.has(state) || state === "ready";
  }

  progress(share) {
    this.row.querySelector("progress").value = share;
    this.row.querySelector(".message").textContent =
      share < 1 ? `Uploading, ${Math.floor(share * 100)} %` : "Uploading, almost there";
  }
}

export class Uploads {
  #panel = document.querySelector("#uploads");
  #list = document.querySelector("#upload-list");
  #template = document.querySelector("template#upload");
  #form = document.querySelector("form.upload");
  #all = [];
  #announce;
  #onDeveloping;

  /**
   * @param announce says a sentence to those who do not see the panel
   * @param onDeveloping is called when an upload has reached S3
   */
  constructor(announce, onDeveloping) {
    this.#announce = announce;
    this.#onDeveloping = onDeveloping;
    this.#panel.querySelector(".clear").addEventListener("click", () => this.#clear());
    window.addEventListener("beforeunload", (event) => {
      if (this.#all.some((upload) => CANCELLABLE.has(upload.state))) {
        event.preventDefault();
      }
    });
  }

  /** Those that S3 has and the gallery does not show yet. */
  get developing() {
    return this.#all.filter((upload) => upload.state === "developing");
  }

  add(files) {
    const added = files.map((file) => this.#row(file));
    const accepted = this.#form.querySelector("#file").accept.split(",");
    const maxBytes = Number(this.#form.dataset.maxBytes);
    for (const upload of added) {
      const problem = objection(upload.file, accepted, maxBytes);
      upload.become(problem ? "refused" : "queued", problem || undefined);
      if (problem) {
        this.#announce(`${upload.name}: ${problem}`);
      } else {
        drawPreview(upload.file, upload.row.querySelector("canvas"));
      }
    }
    this.#pump();
  }

  /** Its picture is on the gallery's first page, which this may be or not. */
  ready(upload, onThisPage) {
    upload.become("ready", onThisPage ? WORDS.ready : "In the gallery, on its first page");
    this.#announce(`${upload.name} is in the gallery.`);
    setTimeout(() => this.#remove(upload), READY_STAYS);
    this.#sum();
  }

  /** Nobody needs to wait for a picture that takes its time. */
  slow(upload) {
    if (Date.now() - upload.arrived > LONG) {
      upload.row.querySelector(".message").textContent = "Still developing. It will appear in the gallery; there is no need to stay.";
    }
  }

  rejected(upload, reason) {
    upload.become("rejected", reason);
    this.#announce(`${upload.name}: ${reason}`);
    this.#sum();
  }

  #row(file) {
    const row = this.#template.content.firstElementChild.cloneNode(true);
    const upload = new Upload(file, row);
    row.querySelector(".name").textContent = file.name;
    row.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-label", `${button.textContent} ${file.name}`);
    });
    row.querySelector("progress").setAttribute("aria-label", `Upload of ${file.name}`);
    row.querySelector(".cancel").addEventListener("click", () => this.#cancel(upload));
    row.querySelector(".retry").addEventListener("click", () => this.#retry(upload));
    row.querySelector(".dismiss").addEventListener("click", () => this.#dismiss(upload));
    this.#all.push(upload);
    this.#list.append(row);
    this.#panel.hidden = false;
    return upload;
  }

  #pump() {
    const running = this.#all.filter((upload) => upload.state === "uploading").length;
    this.#all
      .filter((upload) => upload.state === "queued")
      .slice(0, Math.max(0, AT_ONCE - running))
      .forEach((upload) => this.#send(upload));
    this.#sum();
  }

  async #send(upload) {
    upload.become("uploading");
    upload.progress(0);
    try {
      upload.key = await upload.transfer.send((share) => upload.progress(share));
      upload.become("developing");
      upload.arrived = Date.now();
      this.#onDeveloping();
    } catch (problem) {
      this.#failed(upload, problem);
    }
    this.#pump();
  }

  #failed(upload, problem) {
    if (problem.name === "AbortError") {
      upload.become("cancelled");
      return;
    }
    upload.become("failed", problem instanceof TransferError ? problem.message : "Something went wrong. Please try again.");
    this.#announce(`${upload.name}: ${upload.row.querySelector(".message").textContent}`);
    if (!(problem instanceof TransferError)) {
      console.error(problem);
    }
  }

  #cancel(upload) {
    if (upload.state === "queued") {
      upload.become("cancelled");
    }
    upload.transfer.cancel();
    upload.row.querySelector(".retry").focus();
    this.#sum();
  }

  #retry(upload) {
    upload.become("queued");
    this.#pump();
    upload.row.querySelector(".cancel").focus();
  }

  #dismiss(upload) {
    const neighbour = upload.row.nextElementSibling ?? upload.row.previousElementSibling;
    this.#remove(upload);
    (neighbour?.querySelector("button:not([hidden])") ?? this.#form.querySelector("#file")).focus();
  }

  #clear() {
    this.#all.filter((upload) => DONE.has(upload.state)).forEach((upload) => this.#remove(upload));
    (this.#panel.hidden ? this.#form.querySelector("#file") : this.#panel.querySelector(".clear")).focus();
  }

  #remove(upload) {
    this.#all = this.#all.filter((other) => other !== upload);
    upload.row.remove();
    this.#sum();
  }

  #sum() {
    this.#panel.hidden = this.#all.length === 0;
    const done = this.#all.filter((upload) => DONE.has(upload.state)).length;
    this.#panel.querySelector(".sum").textContent = `${done} of ${this.#all.length} done`;
    this.#panel.querySelector(".clear").disabled = done === 0;
  }
}
