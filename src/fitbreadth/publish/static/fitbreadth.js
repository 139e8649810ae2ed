// Brings a page's figures to life when they come near the viewport. Without this script a page
// still holds every figure as a still picture, with its data.
(() => {
  "use strict";
  const here = document.currentScript.src;
  const root = here.slice(0, here.lastIndexOf("/"));
  const scripts = new Map();
  const page = (window.fitbreadthPage ??= {});

  // a script element and not fetch(): a page opened from a folder may not fetch
  function script(address) {
    return new Promise((resolve, reject) => {
      const added = document.createElement("script");
      added.src = address;
      added.onload = () => resolve(added);
      added.onerror = () => {
        added.remove();
        reject(new Error(`could not load ${address}`));
      };
      document.head.append(added);
    });
  }

  // once, but for one that failed: that may come another time
  function load(address) {
    if (!scripts.has(address)) {
      const loading = script(address);
      loading.catch(() => scripts.delete(address));
      scripts.set(address, loading);
    }
    return scripts.get(address);
  }

  // where a slider stands for a value between its own; names are always its own
  function nearest(values, value) {
    if (values.includes(value)) return values.indexOf(value);
    const away = values.map((own) => Math.abs(own - value));
    return away.indexOf(Math.min(...away));
  }

  async function links() {
    await load(`${root}/fitbreadth-link.js`);
    return page.links;
  }

  Object.assign(page, { script, nearest });
  const nameOf = (control) => JSON.parse(control.dataset.positions).name;

  class Figure {
    constructor(stage) {
      this.stage = stage;
      this.name = stage.dataset.figure;
      this.picture = stage.querySelector(".fb-picture");
      this.place = stage.querySelector(".fb-live");
      this.form = stage.querySelector(".fb-controls");
      this.readout = stage.querySelector(".fb-readout");
      this.moved = new Set(); // the sliders that no longer stand where the page opened
      this.run = null; // what the model gave in this browser, while it is shown
      this.listenToPanel(stage.querySelector(".fb-run"));
      if (!this.form) return;
      this.listen();
      this.watch();
    }

    async wake() {
      this.stage.dataset.state = "waking";
      // what a reader sets meanwhile, the picture shows as soon as it can
      for (const input of this.inputs()) input.disabled = false;
      await Promise.all([load(`${root}/vega.js`), load(this.stage.dataset.spec)]);
      this.specs = window.fitbreadth[this.name];
      await this.draw();
      // a turned phone or a resized window wants another layout
      new ResizeObserver(() => {
        if (Math.abs(this.picture.clientWidth - this.drawnAt) > 1) this.draw();
      }).observe(this.picture);
      this.stage.dataset.state = "live";
    }

    sleep() {
      for (const input of this.inputs()) input.disabled = true;
      this.stage.dataset.state = "still";
    }

    async draw() {
      this.drawnAt = this.picture.clientWidth;
      this.view?.finalize();
      const { view } = await window.vegaEmbed(this.place, this.fitted(this.drawnAt), {
        mode: "vega-lite", renderer: "svg", actions: false, tooltip: { theme: "custom" },
      });
      this.view = view;
      await this.apply();
      // the style sheet keeps sideways fingers for handles; else the browser takes them and cancels
      this.place.classList.toggle("fb-handles", this.handles().length > 0);
    }

    // the marks that set a control where they are clicked or dragged to, and where they lie: they
    // have the cursor that says so, and a field set_<control> in their row
    handles() {
      return [...this.place.querySelectorAll("svg path")]
        .filter((mark) => mark.__data__?.cursor === "crosshair")
        .map((mark) => ({ row: mark.__data__.datum, box: mark.getBoundingClientRect() }));
    }

    // the nearest handle is meant, also where they leave gaps; further off none is
    pick({ clientX: x, clientY: y }) {
      const reach = 16;
      let nearest = null;
      for (const { row, box } of this.handles()) {
        const dx = Math.max(0, Math.abs(x - box.x - box.width / 2) - box.width / 2);
        const dy = Math.max(0, Math.abs(y - box.y - box.height / 2) - box.height / 2);
        if (Math.hypot(dx, dy) > reach) continue;
        const away = Math.hypot(x - box.x - box.width / 2, y - box.y - box.height / 2);
        if (!nearest || away < nearest.away) nearest = { row, away };
      }
      if (nearest) this.set(nearest.row);
    }

    set(row) {
      const names = [];
      for (const { control, name, values, value } of this.settings()) {
        const at = values.indexOf(row[`set_${name}`]);
        if (at < 0 || values[at] === value) continue;
        this.stand(control, at);
        names.push(name);
      }
      if (!names.length) return;
      this.pause();
      this.changed(names);
    }

    fitted(width) {
      const { layouts, widths } = this.specs;
      const layout = width < 560 ? "narrow" : "wide";
      const spec = structuredClone(layouts[layout]);
      if (this.run) spec.data.values = this.joined(spec.data.values);
      const parts = spec.hconcat ?? spec.vconcat ?? (spec.spec ? [spec.spec] : [spec]);
      const share = (width - widths[layout]) / (spec.hconcat ? parts.length : 1);
      for (const part of parts) (part.spec ?? part).width += Math.floor(share);
      return spec;
    }

    // the book's own rows, as one layout holds them
    stored() {
      return this.specs.layouts.wide.data.values;
    }

    // a run takes the place of the stored rows of its setting; the others keep the scales as they are
    joined(rows) {
      const { setting, asked } = this.run;
      const others = rows.filter((row) =>
        asked.every((name) => name in row) && asked.some((name) => row[name] !== setting[name]));
      return [...others, ...this.run.rows, ...this.run.backdrop];
    }

    // draw what the model gave; what the reader sets next is the book's own again
    async show(run) {
      this.pause();
      const { asked } = JSON.parse(this.stage.querySelector(".fb-run").dataset.model);
      this.run = { ...run, asked };
      for (const { control, name, values } of this.settings()) {
        if (asked.includes(name)) this.stand(control, nearest(values, run.setting[name]));
      }
      await this.draw();
    }

    // whether that ended a run
    async leaveRun(names) {
      // a view shows another side of the same run
      if (!this.run || (names && !names.some((name) => this.run.asked.includes(name)))) return false;
      this.run = null;
      await this.draw();
      return true;
    }

    inputs() {
      return this.form ? [...this.form.querySelectorAll("input, .fb-play")] : [];
    }

    // what each control stands at: its name, value, text, and key among the readout's sentences
    settings() {
      if (!this.form) return [];
      return [...this.form.querySelectorAll(".fb-control")].map((control) => {
        const { name, values, texts, keys } = JSON.parse(control.dataset.positions);
        const at = control.querySelector("input[type=range], input:checked").value;
        const own = this.run?.asked.includes(name);
        return {
          control, name, values, keys,
          label: control.querySelector("label, legend").textContent,
          value: own ? this.run.setting[name] : values[at],
          text: own ? this.run.texts[name] : texts[at],
          key: own ? String(this.run.setting[name]) : keys[at],
        };
      });
    }

    say(settings) {
      for (const { control, text } of settings) {
        const slider = control.querySelector("input[type=range]");
        if (!slider) continue;
        slider.nextElementSibling.textContent = text;
        slider.setAttribute("aria-valuetext", text);
      }
      if (!this.readout || !this.specs) return;
      const told = this.run ? settings.filter(({ name }) => !this.run.asked.includes(name)) : settings;
      const key = told.map((setting) => setting.key).join("|");
      const { sentences } = this.run ?? this.specs;
      // a screen reader would never come to the end of what it is told while a figure plays
      this.readout.setAttribute("aria-live", this.playing ? "off" : "polite");
      this.readout.firstElementChild.textContent = sentences[key] ?? "";
    }

    async apply() {
      const settings = this.settings();
      this.say(settings);
      if (!this.view) return;
      for (const { name, value } of settings) this.view.signal(name, value);
      await this.view.runAsync();
    }

    listen() {
      // a finger that touches a picture may be about to scroll the page: it picks when it has gone
      // sideways, or where it is lifted; scrolling cancels it
      let finger = null;
      this.place.addEventListener("pointerdown", (event) => {
        finger = event.pointerType === "touch" ? { x: event.clientX, y: event.clientY } : null;
        if (!finger) this.pick(event);
      });
      this.place.addEventListener("pointermove", (event) => {
        if (!(event.buttons & 1)) return;
        if (finger && Math.abs(event.clientX - finger.x) < 12) return;
        this.pick(event);
      });
      this.place.addEventListener("pointerup", (event) => {
        if (finger) this.pick(event);
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", ({ target }) => {
        this.pause();
        this.moved.add(target);
        this.changed([nameOf(target.closest(".fb-control"))]);
      });
      // the browser resets the inputs after this event
      this.form.addEventListener("reset", () => {
        this.pause();
        this.moved.clear();
        setTimeout(() => this.changed());
      });
      const link = this.form.querySelector(".fb-link");
      // a browser lets a page copy only right after the press
      for (const sign of ["pointerover", "focusin"]) {
        link.addEventListener(sign, () => links().catch(() => {}), { once: true });
      }
      const open = this.form.querySelector(".fb-open");
      for (const sign of ["pointerover", "focusin", "click"]) {
        open.addEventListener(sign, () => {
          links().then((found) => (open.href = found.address(this, "alone"))).catch(() => {});
        });
      }
      link.addEventListener("click", () => {
        links().then((found) => found.copy(this, link)).catch((error) => {
          link.textContent = "Not copied";
          console.error(error);
        });
      });
      // the style sheet keeps the control in use on a small screen
      const use = ({ target }) => {
        const control = target.closest(".fb-control");
        if (!control) return;
        this.form.querySelector(".fb-in-use").classList.remove("fb-in-use");
        control.classList.add("fb-in-use");
      };
      for (const sign of ["focusin", "input", "pointerdown"]) this.form.addEventListener(sign, use);
      for (const button of this.form.querySelectorAll(".fb-play")) {
        button.addEventListener("click", () => (this.playing ? this.pause() : this.play(button)));
      }
    }

    // the controls of these names were moved, or all were reset: the book's own run is shown
    async changed(names) {
      const left = await this.leaveRun(names);
      await this.apply();
      this.panel?.follow(names, left);
    }

    listenToPanel(place) {
      // also before the panel's own script is there
      place?.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
      place?.addEventListener("toggle", async () => {
        if (!place.open || this.panel) return;
        const status = place.querySelector(".fb-status");
        try {
          await this.opened(place);
          status.textContent = "";
        } catch (error) {
          status.textContent = `This did not work: ${error.message}. Close it and open it to try again.`;
        }
      });
    }

    async opened(place) {
      await Promise.all(["python", "fields", "compare"].map((part) => load(`${root}/fitbreadth-${part}.js`)));
      await load(`${root}/fitbreadth-worker.js`);
      await load(`${root}/fitbreadth-run.js`);
      if (!this.specs) await load(this.stage.dataset.spec);
      this.specs ??= window.fitbreadth[this.name];
      this.panel ??= new page.Panel(this, place);
      return this.panel;
    }

    stand(control, at) {
      const slider = control.querySelector("input[type=range]");
      if (slider) {
        slider.value = at;
        this.moved.add(slider);
      } else control.querySelectorAll("input")[at].checked = true;
    }

    // on a small screen the control in use stays while all of them lie below the window: a line
    // above the first tells when, whatever has been scrolled past at the top
    watch() {
      const line = document.createElement("div");
      this.form.before(line);
      new IntersectionObserver((entries) => {
        this.form.classList.toggle("fb-below", !entries.at(-1).isIntersecting);
      }, { rootMargin: "1000000px 0px 0px" }).observe(line);
    }

    // run the slider beside the button through what is left of it; through all of it once at its
    // end, and the first time, unless the reader has set where to begin
    play(button) {
      const slider = button.closest(".fb-control").querySelector("input");
      if (slider.value === slider.max || !this.moved.has(slider)) slider.value = slider.min;
      this.moved.add(slider);
      const names = [nameOf(button.closest(".fb-control"))];
      const pace = Math.max(240, 6000 / (slider.max - slider.min));
      const step = async () => {
        slider.stepUp();
        if (slider.value === slider.max) this.pause();
        await this.changed(names);
        if (this.playing) this.playing.timer = setTimeout(step, pace);
      };
      button.textContent = "Pause";
      this.playing = { button, timer: setTimeout(step, pace) };
      this.changed(names);
    }

    pause() {
      if (!this.playing) return;
      clearTimeout(this.playing.timer);
      this.playing.button.textContent = "Play";
      this.playing = null;
    }
  }

  const link = new URL(location.href).searchParams;
  const asked = link.get("alone") ?? link.get("figure");

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      const figure = new Figure(entry.target);
      entry.target.fbFigure = figure;
      if (asked === figure.name) {
        links().then((found) => found.restore(figure, link)).catch(console.error);
      }
      figure.wake().catch((error) => {
        figure.sleep();
        console.error(error);
      });
    }
  }, { rootMargin: "300px" });

  // wide tables and formulas scroll within themselves; a keyboard must be able to reach them
  function reachable() {
    for (const block of document.querySelectorAll(".fb-maths, div.highlight pre")) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
    }
  }

  // what moves is started when all else is there and the browser has nothing better to do, or at
  // the first sign of a reader; who saves data is read to from still pictures until that sign
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "scroll", "focusin"];
  const idly = window.requestIdleCallback ?? ((begin) => setTimeout(begin, 200));
  let begun = false;
  function begin() {
    if (begun) return;
    begun = true;
    for (const sign of SIGNS) removeEventListener(sign, begin, true);
    for (const stage of document.querySelectorAll(".fb-stage")) near.observe(stage);
  }

  async function alone(stage) {
    await load(`${root}/fitbreadth-alone.js`);
    await page.alone(stage);
  }

  document.addEventListener("DOMContentLoaded", async () => {
    reachable();
    const held = [...document.querySelectorAll(".fb-stage")].find((each) => each.dataset.figure === asked);
    if (asked && !held) links().then((found) => found.missing(asked)).catch(console.error);
    // the figures of the chapter stay asleep
    page.isAlone = Boolean(held) && link.has("alone");
    if (page.isAlone) await alone(held).then(begin).catch((error) => {
      page.isAlone = false;
      console.error(error);
    });
    for (const sign of SIGNS) addEventListener(sign, begin, { capture: true, passive: true });
  });
  addEventListener("load", () => {
    if (!navigator.connection?.saveData && !page.isAlone) idly(begin, { timeout: 1500 });
  });
})();
