// The grid of photos: new ones appear on top, older ones as the visitor scrolls.

import { images, uploadStatus } from "./api.js";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

function localDate(time) {
  time.textContent = DATE.format(new Date(time.dateTime));
}

function uploadedAt(item) {
  return new Date(item.querySelector("time").dateTime).getTime();
}

export class Grid {
  #list = document.querySelector("ul.photos");
  #template = document.querySelector("template#photo");
  #next = document.querySelector("nav a[rel=next]");
  #announce;
  #loading;

  constructor(announce) {
    this.#announce = announce;
    this.#list.querySelectorAll("time").forEach(localDate);
    this.#list.addEventListener("error", (event) => this.#renew(event.target), true);
    if (this.#next) {
      this.#loadOnScroll();
    }
  }

  /** Whether this is the page on which new photos appear. */
  get isNewest() {
    return this.#list.dataset.newest === "true";
  }

  get items() {
    return [...this.#list.children];
  }

  find(cursor) {
    return this.items.find((item) => item.dataset.photo === cursor);
  }

  /** Looks for new photos, shows them if this is the newest page, and returns the newest by key. */
  async refresh() {
    const page = await images();
    const byKey = new Map(page.images.map((image) => [image.key, image]));
    if (this.isNewest) {
      [...page.images].reverse().forEach((image) => this.#show(image));
    }
    return byKey;
  }

  /** Appends the next page; false if there is none. */
  async more() {
    if (!this.#next?.isConnected) {
      return false;
    }
    this.#loading ??= this.#append().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #append() {
    const page = await images(new URL(this.#next.href).searchParams.get("after"));
    const known = new Set(this.items.map((item) => item.dataset.photo));
    const fresh = page.images.filter((image) => !known.has(image.cursor));
    this.#list.append(...fresh.map((image) => this.#item(image)));
    if (page.next) {
      this.#next.href = `/?after=${encodeURIComponent(page.next)}`;
    } else {
      this.#next.remove();
    }
    this.#announce(`${fresh.length} older photos loaded.`);
    return fresh.length > 0;
  }

  #loadOnScroll() {
    const watcher = new IntersectionObserver(async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) {
        return;
      }
      watcher.unobserve(this.#next);
      try {
        await this.more();
      } catch {
        return; // the link is still there, and works by hand
      }
      if (this.#next.isConnected) {
        watcher.observe(this.#next);
      }
    }, { rootMargin: "600px" });
    watcher.observe(this.#next);
  }

  /** Puts a photo in its place, unless it is there; takes out what it replaces. */
  #show(image) {
    if (this.find(image.cursor)) {
      return;
    }
    this.items.filter((item) => item.dataset.key === image.key).forEach((item) => item.remove());
    const time = new Date(image.uploadedAt).getTime();
    const follower = this.items.find((item) => uploadedAt(item) <= time);
    if (!follower && this.#next?.isConnected) {
      return; // it belongs to a later page
    }
    document.querySelector(".empty")?.remove();
    const item = this.#item(image);
    item.classList.add("fresh");
    this.#list.insertBefore(item, follower ?? null);
  }

  #item(image) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    const picture = item.querySelector("img");
    const time = item.querySelector("time");
    item.dataset.photo = image.cursor;
    item.dataset.key = image.key;
    item.querySelector("a").href = `/?photo=${encodeURIComponent(image.cursor)}`;
    picture.width = image.width;
    picture.height = image.height;
    picture.alt = image.name;
    picture.src = image.url;
    item.querySelector("bdi").textContent = image.name;
    time.dateTime = image.uploadedAt;
    localDate(time);
    return item;
  }

  /** The address of a picture works for an hour or two; a page may be open for longer. */
  async #renew(picture) {
    const item = picture.closest("li");
    if (!item || picture.dataset.renewed) {
      return;
    }
    picture.dataset.renewed = "true";
    try {
      const status = await uploadStatus(item.dataset.key);
      if (status.image) {
        picture.src = status.image.url;
      }
    } catch {
      return; // its name stands in for it
    }
  }
}
