// The panel under a figure in which its model runs anew, at any numbers and with any seed. It
// comes when the panel is opened, and Python when the reader asks for a run.
(() => {
  "use strict";
  const { python, Fields, compared } = window.fitbreadthPage;
  const LINE = 10; // Mbit/s, for the time that a download is said to take
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const seconds = (n) => `${n} second${n === 1 ? "" : "s"}`;
  const took = (s) => (s < 0.01 ? "under 0.01 s" : `${s.toFixed(s < 1 ? 2 : 1)} s`);

  class Panel {
    constructor(figure, place) {
      this.figure = figure;
      this.place = place;
      this.model = JSON.parse(place.dataset.model);
      this.form = place.querySelector("form");
      this.fields = new Fields(this.form, figure, this.model);
      this.cost = place.querySelector(".fb-cost");
      this.progress = place.querySelector(".fb-progress");
      this.bar = place.querySelector("progress");
      this.loaded = place.querySelector(".fb-loaded");
      this.status = place.querySelector(".fb-status");
      this.many = place.querySelector(".fb-many-runs");
      this.cancel = place.querySelector(".fb-cancel");
      this.packages = this.model.needs_scipy ? ["numpy", "scipy"] : ["numpy"];
      this.form.addEventListener("submit", ({ submitter }) => {
        this.run([submitter, document.activeElement].some((e) => ["many", "count"].includes(e?.name)));
      });
      this.form.addEventListener("input", ({ target }) => {
        target.removeAttribute("aria-invalid");
        if (!this.busy) this.say("");
      });
      this.cancel.addEventListener("click", () => python.cancel());
      place.querySelector(".fb-new-seed")?.addEventListener("click", () => {
        this.form.elements.seed.value = 1 + Math.floor(Math.random() * 999_999);
        this.run(false);
      });
      python.panels.add(this);
      this.fields.follow();
      this.price();
    }

    // the controls of these names were moved, or all reset; `left` where that ended an own run
    follow(names, left) {
      this.fields.follow(names);
      if (left || !names) this.own?.remove();
      if (names && !names.some((name) => this.model.asked.includes(name))) return;
      this.forgetMany();
      if (this.busy) return;
      if (!left || !names) {
        // said once, it stays while the slider moves on
        if (!names || this.status.dataset.kind !== "left") this.say("");
        return;
      }
      const seed = this.model.seed !== null && this.fields.seed() !== this.model.seed
        ? `, which has seed ${this.model.seed}` : "";
      this.say(`The figure shows the book's own run again${seed}. Press Run for yours.`, "left");
    }

    get possible() {
      return this.packages.every((name) => python.offers(name));
    }

    // say what a run costs before it is asked for
    price() {
      if (this.busy) return;
      this.place.classList.toggle("fb-cannot", !this.possible);
      for (const button of this.form.querySelectorAll("button")) button.disabled = !this.possible;
      this.cost.textContent = this.words();
      if (!python.user && this.status.dataset.kind === "waits") this.say("");
    }

    words() {
      if (!this.possible) {
        return "This model needs SciPy, which does not come with this copy of the book. It runs on "
          + "the book's public site and in Jupyter.";
      }
      const files = python.files(this.packages);
      if (!files.length) return "Python is loaded: the model runs here, in your browser.";
      const what = this.model.needs_scipy ? "Python, NumPy and SciPy" : "Python and NumPy";
      const sizes = files.map((file) => file.bytes ?? file.about ?? 0);
      const sum = sizes.reduce((a, b) => a + b, 0);
      if (!python.offered.host) {
        return `The first run loads ${what}, ${mega(sum)} that lie beside this page, and takes a few `
          + "seconds. Nothing is installed.";
      }
      const rest = sizes.includes(0) ? ", and SciPy besides, whose size is not known beforehand" : "";
      const about = files.some((file) => file.bytes === null) ? "about " : "at most ";
      const time = seconds(Math.max(1, Math.round((sum * 8) / (LINE * 1e6))));
      return `The first run loads ${what} from ${python.offered.host}: ${about}${mega(sum)}${rest}. `
        + `At ${LINE} Mbit/s that takes ${time}. Nothing is installed, and the next runs start at once.`;
    }

    say(words, kind = "") {
      this.status.textContent = words;
      this.status.dataset.kind = kind;
    }

    async run(many) {
      if (this.busy || !this.possible) return;
      if (python.user) {
        this.say("Another figure of this page is running: wait for it, or cancel it there.", "waits");
        return;
      }
      const refusal = this.fields.refusal(many);
      if (refusal) {
        this.say(refusal, "refused");
        return;
      }
      // what is asked is what stands there now, whatever moves while Python loads
      const count = many ? Number(this.form.elements.count.value) : null;
      const question = {
        module: this.model.module, setting: this.fields.setting(), seed: this.fields.seed(), count,
      };
      this.begin(many ? "Running, one seed after the other …" : "Running …");
      try {
        await python.ready(this.packages, (state) => this.load(state));
        const told = await python.ask(question, (part) => (this.bar.value = part));
        if (told.refused) this.say(`Not possible: ${told.refused}`, "refused");
        else if (many) await this.spread(told);
        else await this.fill(told);
      } catch (error) {
        if (error.name === "AbortError") this.say("Cancelled; the figure is as it was.");
        else this.say(`This did not work: ${error.message}`, "refused");
      }
      this.end();
    }

    begin(words) {
      this.busy = true;
      python.user = this;
      this.pressed = this.form.contains(document.activeElement) ? document.activeElement : null;
      this.progress.hidden = this.cancel.hidden = false;
      this.bar.removeAttribute("value");
      this.loaded.textContent = "";
      this.say(words);
      this.place.setAttribute("aria-busy", "true");
      // a button that is disabled loses the focus: a keyboard goes on from Cancel
      if (this.pressed?.tagName === "BUTTON") this.cancel.focus();
      for (const button of this.form.querySelectorAll("button:not(.fb-cancel)")) {
        button.disabled = true;
      }
    }

    end() {
      this.busy = false;
      python.user = null;
      this.place.removeAttribute("aria-busy");
      for (const panel of python.panels) panel.price();
      if ([this.cancel, document.body].includes(document.activeElement)) {
        this.pressed?.focus({ preventScroll: true });
      }
      this.progress.hidden = this.cancel.hidden = true;
    }

    // what is loaded is shown, and not read out at every step
    load(state) {
      if (!state) this.bar.removeAttribute("value");
      else if (state.of) this.bar.value = Math.min(1, state.done / state.of);
      this.loaded.textContent = !state ? "Starting Python …"
        : `Loading: ${mega(state.done)}${state.of ? ` of ${mega(state.of)}` : ""}`;
    }

    async fill(told) {
      const words = compared(told, this.figure, this.model);
      await this.figure.show(told);
      this.fields.set(told.setting, told.seed);
      this.forgetMany();
      this.sign(told);
      this.say(`Ran in ${took(told.seconds)}, in your browser. ${words}`, "done");
      if (this.figure.picture.getBoundingClientRect().bottom > 120) return;
      const up = button("Show the figure ↑", () => {
        this.figure.stage.scrollIntoView({ block: "start" });
      });
      this.status.append(" ", up);
    }

    // a picture says whose it is
    sign(told) {
      this.own?.remove();
      this.own = document.createElement("p");
      this.own.className = "fb-own";
      const seed = told.seed === null ? "" : `, with seed ${told.seed}`;
      this.own.append(
        `This is your own run${seed}; the table of data stays the book's. `,
        button("Back to the book's run", () => this.figure.changed()),
      );
      this.figure.picture.after(this.own);
    }

    forgetMany() {
      this.view?.finalize();
      this.view = null;
      this.many.replaceChildren();
    }

    async spread(told) {
      this.forgetMany();
      const [sentence, at, holder] = ["p", "p", "div"].map((tag) => document.createElement(tag));
      sentence.textContent = told.sentence;
      at.className = "fb-advice";
      const asked = this.figure.settings().filter(({ name }) => this.model.asked.includes(name));
      at.textContent = asked.map(({ label, name }) => `${label}: ${told.texts[name]}`).join(" · ");
      this.many.append(sentence, at, holder);
      const width = Math.min(560, this.many.clientWidth - 70);
      const look = this.figure.specs.layouts.narrow.config;
      const spec = { ...told.chart, width, config: look, background: "transparent" };
      const options = { mode: "vega-lite", renderer: "svg", actions: false };
      ({ view: this.view } = await window.vegaEmbed(holder, spec, options));
      holder.setAttribute("role", "img");
      holder.setAttribute("aria-label", told.sentence);
      this.say(`${told.count.toLocaleString("en")} runs in ${took(told.seconds)}.`, "done");
    }
  }

  function button(words, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "fb-plain", textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  Object.assign(window.fitbreadthPage, { Panel, button });
})();
