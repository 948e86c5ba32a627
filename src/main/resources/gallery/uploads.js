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
    this.arrived = 0;
    this.askedFor = 0;
  }

  get name() {
    return this.file.name;
  }

  /** For how long S3 has had it, in milliseconds. */
  get age() {
    return Date.now() - this.arrived;
  }

  get message() {
    return this.#part(".message").textContent;
  }

  set message(words) {
    this.#part(".message").textContent = words;
  }

  become(state, words = WORDS[state]) {
    this.state = state;
    this.row.dataset.state = state;
    this.message = words;
    this.#part("progress").hidden = state !== "uploading";
    this.#part(".cancel").hidden = !CANCELLABLE.has(state);
    this.#part(".retry").hidden = !REPEATABLE.has(state);
    this.#part(".dismiss").hidden = !DONE.has(state) || state === "ready";
  }

  /** @param share of the bytes that are sent, 0 to 1 */
  progress(share) {
    this.#part("progress").value = share;
    this.message = share < 1 ? `Uploading, ${Math.floor(share * 100)} %` : "Uploading, almost there";
  }

  allowDismissal() {
    this.#part(".dismiss").hidden = false;
  }

  #part(selector) {
    return this.row.querySelector(selector);
  }
}

export class Uploads {
  #panel = document.querySelector("#uploads");
  #list = document.querySelector("#upload-list");
  #template = document.querySelector("template#upload");
  #form = document.querySelector("form.upload");
  #all = [];
  #readyAndGone = 0;
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
    const limits = {
      accepted: this.#form.querySelector("#file").accept.split(","),
      formats: this.#form.dataset.formats,
      maxBytes: Number(this.#form.dataset.maxBytes),
    };
    for (const upload of added) {
      const problem = objection(upload.file, limits);
      upload.become(problem ? "refused" : "queued", problem || undefined);
      if (problem) {
        this.#announce(`${upload.name}: ${problem}`);
      } else {
        drawPreview(upload.file, upload.row.querySelector("canvas"));
      }
    }
    const taken = added.filter((upload) => upload.state === "queued").length;
    if (taken > 0) {
      this.#announce(taken === 1 ? "Uploading 1 photo." : `Uploading ${taken} photos.`);
    }
    this.#pump();
  }

  /** Its picture is on this page, or on the gallery's first one. */
  ready(upload, onThisPage) {
    upload.become("ready", onThisPage ? WORDS.ready : "In the gallery, on its first page");
    this.#announce(`${upload.name} is in the gallery.`);
    setTimeout(() => this.#forget(upload), READY_STAYS);
    this.#sum();
  }

  /** Nobody needs to wait for a picture that takes its time. */
  slow(upload) {
    if (upload.age > LONG) {
      upload.message = "Still developing. It will appear in the gallery; there is no need to stay.";
      upload.allowDismissal();
    }
  }

  /** S3 does not know of it: deleted by somebody since, or not there yet. */
  missing(upload) {
    if (upload.age > LONG) {
      upload.become("failed", "The storage has lost sight of it. Press Retry to send it again.");
      this.#announce(`${upload.name}: ${upload.message}`);
      this.#sum();
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
    row.querySelector(".dismiss").addEventListener("click", () => this.#remove(upload));
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
    const transfer = upload.transfer;
    try {
      const key = await transfer.send((share) => upload.progress(share));
      if (upload.transfer === transfer) {
        upload.key = key;
        upload.arrived = Date.now();
        upload.askedFor = upload.arrived;
        upload.become("developing");
        this.#onDeveloping();
      }
    } catch (problem) {
      if (upload.transfer === transfer) {
        this.#failed(upload, problem);
      }
    }
    this.#pump();
  }

  #failed(upload, problem) {
    upload.become("failed", problem instanceof TransferError ? problem.message : "Something went wrong. Press Retry.");
    this.#announce(`${upload.name}: ${upload.message}`);
    if (!(problem instanceof TransferError)) {
      console.error(problem);
    }
  }

  #cancel(upload) {
    upload.transfer = upload.transfer.cancel();
    upload.become("cancelled");
    this.#announce(`${upload.name}: cancelled.`);
    upload.row.querySelector(".retry").focus();
    this.#pump();
  }

  #retry(upload) {
    upload.become("queued");
    upload.row.querySelector(".cancel").focus();
    this.#pump();
  }

  #clear() {
    this.#all.filter((upload) => DONE.has(upload.state)).forEach((upload) => this.#remove(upload));
  }

  #forget(upload) {
    if (this.#all.includes(upload)) {
      this.#readyAndGone++;
      this.#remove(upload);
    }
  }

  /** Keeps the focus where it was, or near by: a row, or the whole panel, may take it along. */
  #remove(upload) {
    const hadFocus = this.#panel.contains(document.activeElement);
    const neighbour = upload.row.nextElementSibling ?? upload.row.previousElementSibling;
    const inRow = upload.row.contains(document.activeElement);
    this.#all = this.#all.filter((other) => other !== upload);
    upload.row.remove();
    this.#sum();
    if (hadFocus && this.#panel.hidden) {
      this.#form.querySelector("#file").focus();
    } else if (inRow) {
      (neighbour?.querySelector("button:not([hidden])") ?? this.#list).focus();
    }
  }

  #sum() {
    this.#panel.hidden = this.#all.length === 0;
    const ready = this.#readyAndGone + this.#all.filter((upload) => upload.state === "ready").length;
    const all = this.#readyAndGone + this.#all.length;
    this.#panel.querySelector(".sum").textContent = `${ready} of ${all} in the gallery`;
    const clear = this.#panel.querySelector(".clear");
    const focused = document.activeElement === clear;
    clear.disabled = !this.#all.some((upload) => DONE.has(upload.state));
    if (focused && clear.disabled) {
      this.#list.focus();
    }
    if (this.#panel.hidden) {
      this.#readyAndGone = 0;
    }
  }
}
