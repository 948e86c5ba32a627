// What scripts add to a page that works without them.

import { pause, uploadStatus } from "./api.js";
import { filesOf } from "./files.js";
import { Grid } from "./grid.js";
import { Lightbox } from "./lightbox.js";
import { Uploads } from "./uploads.js";

/** Milliseconds between looks while pictures are being developed: soon at first, then less and less often. */
const SHORTEST_WAIT = 300;
const LONGEST_WAIT = 5000;

/** Milliseconds between looks for other people's pictures, while the page is in sight. */
const IDLE_WAIT = 20000;

/** After so many milliseconds a picture that has not come is asked for by its key. */
const PATIENCE = 1500;

const announcer = document.querySelector("#announcer");
let sentences = [];

/** Says it to those who listen rather than look; what comes at once is said at once. */
function announce(sentence) {
  sentences.push(sentence);
  if (sentences.length === 1) {
    setTimeout(() => {
      announcer.textContent = sentences.length <= 3 ? sentences.join(" ") : `${sentences.at(-1)} And ${sentences.length - 1} more.`;
      sentences = [];
    }, 400);
  }
}

const grid = new Grid(announce);
const lightbox = new Lightbox(grid);
const uploads = new Uploads(announce, () => watch());

/** Tells what has become of an upload that is not among the newest pictures. */
async function askFor(upload) {
  const status = await uploadStatus(upload.key).catch((problem) => {
    if (problem.status === 404) {
      return { state: "waiting" };
    }
    throw problem;
  });
  if (status.state === "ready") {
    uploads.ready(upload, grid.isNewest);
  } else if (status.state === "rejected") {
    uploads.rejected(upload, status.message);
  } else {
    uploads.slow(upload);
  }
}

async function look() {
  const newest = await grid.refresh();
  for (const upload of uploads.developing) {
    if (newest.has(upload.key)) {
      uploads.ready(upload, grid.isNewest);
    }
  }
  const late = uploads.developing.filter((upload) => Date.now() - upload.since > PATIENCE);
  await Promise.all(late.slice(0, 4).map(askFor));
  // those behind them have their turn next time
  late.slice(0, 4).filter((upload) => upload.state === "developing").forEach((upload) => (upload.since = Date.now()));
}

let watching = false;

/** Looks until everything that was uploaded has come to its end. */
async function watch() {
  if (watching) {
    return;
  }
  watching = true;
  for (let wait = SHORTEST_WAIT; uploads.developing.length > 0; wait = Math.min(wait * 1.3, LONGEST_WAIT)) {
    await pause(wait);
    const before = uploads.developing.length;
    try {
      await look();
    } catch (problem) {
      wait = Math.max(wait, 1000 * (problem.retryAfter ?? 0));
      continue;
    }
    if (uploads.developing.length !== before) {
      wait = SHORTEST_WAIT;
    }
  }
  watching = false;
}

async function lookForOthers() {
  if (document.visibilityState === "visible" && !watching && grid.isNewest) {
    await grid.refresh().catch(() => undefined); // the next look may have more luck
  }
}

setInterval(lookForOthers, IDLE_WAIT);
document.addEventListener("visibilitychange", lookForOthers);

const input = document.querySelector("#file");
input.multiple = true;
input.required = false;
input.addEventListener("change", () => {
  uploads.add([...input.files]);
  input.value = "";
});
document.querySelector("form.upload").addEventListener("submit", (event) => event.preventDefault());

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("dragging");
  }
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) {
    document.body.classList.remove("dragging");
  }
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dragging");
  if (carriesFiles(event)) {
    event.preventDefault();
    uploads.add(filesOf(event.dataTransfer));
  }
});
document.addEventListener("paste", (event) => {
  const files = filesOf(event.clipboardData);
  if (files.length > 0) {
    event.preventDefault();
    uploads.add(files);
  }
});

if (!lightbox.openFromAddress()) {
  announce("That photo is not in the gallery any more.");
}
