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

/** After so many milliseconds a picture that has not come is asked for by its key; so many at a time. */
const PATIENCE = 1500;
const ASKED_AT_ONCE = 4;

/** A file is over the page for as long as this has been heard of it lately. */
const DRAG_ECHO = 400;

const MOST_SENTENCES = 8;

const announcer = document.querySelector("#announcer");
let sentences = [];

/** Says it to those who listen rather than look; what comes at once is said at once. */
function announce(sentence) {
  sentences.push(sentence);
  if (sentences.length === 1) {
    setTimeout(() => {
      const more = sentences.length - MOST_SENTENCES;
      announcer.textContent = sentences.slice(0, MOST_SENTENCES).join(" ") + (more > 0 ? ` And ${more} more.` : "");
      sentences = [];
    }, 400);
  }
}

const grid = new Grid(announce);
const lightbox = new Lightbox(grid, announce);
const uploads = new Uploads(announce, () => watch());

/** Tells what has become of an upload that is not among the newest pictures. */
async function askFor(upload) {
  upload.askedFor = Date.now();
  let status;
  try {
    status = await uploadStatus(upload.key);
  } catch (problem) {
    if (problem.status === 404) {
      uploads.missing(upload);
      return;
    }
    throw problem;
  }
  if (status.state === "ready") {
    uploads.ready(upload, grid.show(status.image));
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
  // those that are not asked for now have their turn next time
  const late = uploads.developing
    .filter((upload) => Date.now() - upload.askedFor > PATIENCE)
    .sort((a, b) => a.askedFor - b.askedFor);
  const answers = await Promise.allSettled(late.slice(0, ASKED_AT_ONCE).map(askFor));
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed) {
    throw failed.reason;
  }
}

let watching = false;

/** Looks until everything that was uploaded has come to its end. */
async function watch() {
  if (watching) {
    return;
  }
  watching = true;
  let wait = SHORTEST_WAIT;
  while (uploads.developing.length > 0) {
    await pause(wait);
    const before = uploads.developing.length;
    wait = Math.min(wait * 1.3, LONGEST_WAIT);
    try {
      await look();
    } catch (problem) {
      await pause(1000 * (problem.retryAfter ?? 0));
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

function upload(files) {
  if (files.length > 0) {
    lightbox.close();
    uploads.add(files);
  }
}

const form = document.querySelector("form.upload");
const input = form.querySelector("#file");

function takeChosen() {
  upload([...input.files]);
  input.value = "";
}

form.classList.add("scripted");
form.addEventListener("submit", (event) => event.preventDefault());
input.multiple = true;
input.required = false;
input.addEventListener("change", takeChosen);
takeChosen(); // perhaps somebody was faster than this script

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
let dragEnd;

function dragging(isDragging) {
  clearTimeout(dragEnd);
  document.body.classList.toggle("dragging", isDragging);
  if (isDragging) {
    dragEnd = setTimeout(() => dragging(false), DRAG_ECHO);
  }
}

document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    dragging(true);
  }
});
document.addEventListener("drop", (event) => {
  dragging(false);
  if (carriesFiles(event)) {
    event.preventDefault();
    upload(filesOf(event.dataTransfer));
  }
});
document.addEventListener("paste", (event) => {
  const files = filesOf(event.clipboardData);
  if (files.length > 0) {
    event.preventDefault();
    upload(files);
  }
});

lightbox.openFromAddress();
