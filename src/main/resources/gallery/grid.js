// The grid of photos: new ones appear on top, older ones as the visitor scrolls.

import { images, pause, uploadStatus } from "./api.js";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

/** Pages that are read to find where new photos meet those that are shown. */
const MOST_NEW_PAGES = 3;

const RETRY_WAIT = 5000;

function localDate(time) {
  time.textContent = DATE.format(new Date(time.dateTime));
}

/** The markup has keys percent-encoded, since they may hold what no page should. */
function keyOf(item) {
  return decodeURIComponent(item.dataset.key);
}

function uploadedAt(item) {
  return new Date(item.querySelector("time").dateTime).getTime();
}

function counted(number) {
  return number === 1 ? "1 older photo loaded." : `${number} older photos loaded.`;
}

export class Grid {
  #list = document.querySelector("ul.photos");
  #template = document.querySelector("template#photo");
  #next = document.querySelector("nav a[rel=next]");
  #announce;
  #loading;
  #watcher = new IntersectionObserver((entries) => this.#reached(entries), { rootMargin: "600px" });

  constructor(announce) {
    this.#announce = announce;
    this.#list.querySelectorAll("time").forEach(localDate);
    this.#list.addEventListener("error", (event) => this.#failed(event.target), true);
    window.addEventListener("online", () => this.#loadFailedAgain());
    if (this.#next) {
      this.#watcher.observe(this.#next);
    }
  }

  /** Whether this is the page on which new photos appear. */
  get isNewest() {
    return this.#list.dataset.newest === "true";
  }

  get items() {
    return [...this.#list.children];
  }

  /** Whether there are older photos than those on the page. */
  get hasMore() {
    return Boolean(this.#next?.isConnected);
  }

  find(cursor) {
    return cursor ? this.items.find((item) => item.dataset.photo === cursor) : undefined;
  }

  /** The item that shows the same photo as one that is not on the page any more. */
  successorOf(former) {
    return this.#byKey().get(keyOf(former));
  }

  /** Looks for new photos, shows them if this is the newest page, and returns the newest by key. */
  async refresh() {
    const page = await images();
    if (this.isNewest) {
      await this.#takeIn(page);
    }
    return new Map(page.images.map((image) => [image.key, image]));
  }

  /** Puts a photo in its place; false if that is on another page. */
  show(image) {
    return this.isNewest && this.#insert(image, this.#byKey());
  }

  /** Appends the next page; false if there is none. */
  async more() {
    if (!this.hasMore) {
      return false;
    }
    this.#loading ??= this.#append().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** The address of a picture works for an hour or two; a page may be open for longer. */
  async renew(picture, item) {
    if (picture.dataset.renewed) {
      return;
    }
    picture.dataset.renewed = "true";
    try {
      const status = await uploadStatus(keyOf(item));
      if (status.image) {
        picture.src = status.image.url;
      }
    } catch {
      delete picture.dataset.renewed; // its name stands in for it until there is an answer
    }
  }

  #byKey() {
    return new Map(this.items.map((item) => [keyOf(item), item]));
  }

  async #takeIn(first) {
    const known = this.#byKey();
    const fresh = [...first.images];
    let page = first;
    const meets = () => known.size === 0 || page.images.some((image) => this.#isShown(image, known));
    for (let pages = 1; page.next && !meets(); pages++) {
      if (pages === MOST_NEW_PAGES) {
        this.#startOver(first);
        return;
      }
      page = await images(page.next);
      fresh.push(...page.images);
    }
    fresh.reverse().forEach((image) => this.#insert(image, known));
  }

  /** So many new photos that those shown are far behind them. */
  #startOver(page) {
    this.#list.replaceChildren(...page.images.map((image) => this.#item(image)));
    this.#continueAfter(page.next);
  }

  async #append() {
    const page = await images(new URL(this.#next.href).searchParams.get("after"));
    const known = this.#byKey();
    const fresh = page.images.filter((image) => !known.has(image.key));
    this.#list.append(...fresh.map((image) => this.#item(image)));
    this.#continueAfter(page.next);
    this.#announce(counted(fresh.length));
    return fresh.length > 0;
  }

  #continueAfter(cursor) {
    if (!cursor) {
      this.#next?.remove();
      return;
    }
    if (!this.#next) {
      this.#next = document.createElement("a");
      this.#next.rel = "next";
      this.#next.textContent = "Older photos";
    }
    this.#next.href = `/?after=${encodeURIComponent(cursor)}`;
    if (!this.#next.isConnected) {
      document.querySelector("nav").append(this.#next);
      this.#watcher.observe(this.#next);
    }
  }

  async #reached(entries) {
    if (!entries.some((entry) => entry.isIntersecting)) {
      return;
    }
    this.#watcher.unobserve(this.#next);
    try {
      await this.more();
    } catch (problem) {
      await pause(Math.max(RETRY_WAIT, 1000 * (problem.retryAfter ?? 0))); // the link works by hand meanwhile
    }
    if (this.hasMore) {
      this.#watcher.observe(this.#next);
    }
  }

  #isShown(image, known) {
    const item = known.get(image.key);
    return item !== undefined && uploadedAt(item) === new Date(image.uploadedAt).getTime();
  }

  #insert(image, known) {
    if (this.#isShown(image, known)) {
      return true;
    }
    known.get(image.key)?.remove();
    const time = new Date(image.uploadedAt).getTime();
    const follower = this.items.find((item) => uploadedAt(item) <= time);
    if (!follower && this.hasMore) {
      return false; // it belongs to a later page
    }
    document.querySelector(".empty")?.remove();
    const item = this.#item(image);
    item.classList.add("fresh");
    this.#list.insertBefore(item, follower ?? null);
    known.set(image.key, item);
    return true;
  }

  #item(image) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    const picture = item.querySelector("img");
    const time = item.querySelector("time");
    item.dataset.key = encodeURIComponent(image.key);
    if (image.cursor) {
      item.dataset.photo = image.cursor;
      item.querySelector("a").href = `/?photo=${encodeURIComponent(image.cursor)}`;
    }
    picture.width = image.width;
    picture.height = image.height;
    picture.alt = image.name;
    picture.src = image.url;
    item.querySelector("bdi").textContent = image.name;
    time.dateTime = image.uploadedAt;
    localDate(time);
    return item;
  }

  #failed(picture) {
    const item = picture.closest("li");
    if (item) {
      picture.dataset.failed = "true";
      this.renew(picture, item);
    }
  }

  #loadFailedAgain() {
    this.#list.querySelectorAll("img[data-failed]").forEach((picture) => {
      delete picture.dataset.failed;
      delete picture.dataset.renewed;
      picture.src = picture.getAttribute("src");
    });
  }
}
