// The panel under a figure in which its model runs anew, at any numbers and with any seed. It
// comes when the panel is opened, and Python when the reader asks for a run.
(() => {
  "use strict";
  const { python } = window.fitbreadthPage;
  const LINE = 10; // Mbit/s, for the time that a download is said to take
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const plural = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
  const written = (seconds) => (seconds < 1 ? seconds.toFixed(2) : seconds.toFixed(1));

  class Panel {
    constructor(figure, place) {
      this.figure = figure;
      this.place = place;
      this.model = JSON.parse(place.dataset.model);
      this.form = place.querySelector("form");
      this.cost = place.querySelector(".fb-cost");
      this.bar = place.querySelector("progress");
      this.status = place.querySelector(".fb-status");
      this.many = place.querySelector(".fb-many-runs");
      this.cancel = place.querySelector(".fb-cancel");
      this.packages = this.model.needs_scipy ? ["numpy", "scipy"] : ["numpy"];
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.run(event.submitter?.name === "many");
      });
      this.cancel.addEventListener("click", () => python.cancel());
      place.querySelector(".fb-new-seed")?.addEventListener("click", () => {
        this.form.elements.seed.value = 1 + Math.floor(Math.random() * 999_999);
        this.run(false);
      });
      this.follow();
      this.price();
    }

    // a number is that of its slider until the reader types another; `names` of those that were
    // moved, none for all
    follow(names) {
      for (const { name, key } of this.figure.settings()) {
        const input = this.form.elements[`at-${name}`];
        if (input && (!names || names.includes(name))) input.value = key;
      }
      if (!names && this.form.elements.seed) this.form.elements.seed.value = this.model.seed;
      if (!this.busy && !this.figure.run) this.say("");
    }

    set(values, seed) {
      for (const [name, value] of Object.entries(values)) {
        this.form.elements[`at-${name}`].value = value;
      }
      if (seed !== null && this.form.elements.seed) this.form.elements.seed.value = seed;
    }

    // say what a run costs before it is asked for
    price() {
      const go = this.form.elements.go;
      if (this.packages.some((name) => !python.offers(name))) {
        go.disabled = true;
        if (this.form.elements.many) this.form.elements.many.disabled = true;
        this.cost.textContent =
          "This model needs SciPy, which does not come with this copy of the book. It runs on the "
          + "book's public site and in Jupyter.";
        return;
      }
      const files = python.files(this.packages);
      if (!files.length) {
        this.cost.textContent = "Python is loaded: it runs here, in your browser.";
        return;
      }
      const sizes = files.map((file) => file.bytes ?? file.about ?? 0);
      const sum = sizes.reduce((a, b) => a + b, 0);
      const time = Math.max(1, Math.round((sum * 8) / (LINE * 1e6)));
      const what = this.model.needs_scipy ? "Python, NumPy and SciPy" : "Python and NumPy";
      if (!python.offered.host) {
        this.cost.textContent =
          `The first run starts ${what}, which lie beside this page (${mega(sum)}).`;
        return;
      }
      const rest = sizes.includes(0) ? ", and SciPy besides, whose size is not known beforehand" : "";
      const about = files.some((file) => file.bytes === null) ? "about " : "at most ";
      this.cost.textContent =
        `The first run brings ${what} from ${python.offered.host}: ${about}${mega(sum)}${rest}. At ${LINE} Mbit/s that `
        + `takes ${plural(time, "second")}; the next runs start at once.`;
    }

    say(words, kind = "") {
      this.status.textContent = words;
      this.status.dataset.kind = kind;
    }

    // what is not possible is said in the page, beside what was asked
    refusal() {
      for (const input of this.form.elements) {
        if (input.type !== "number" || (input.name === "count" && !this.counting)) continue;
        input.removeAttribute("aria-invalid");
        if (input.validity.valid && input.value !== "") continue;
        input.setAttribute("aria-invalid", "true");
        input.focus();
        const { min, max, step, value, dataset } = input;
        const kind = step === "1" ? "a whole number" : "a number";
        const range = max === "" ? `from ${min} up` : `from ${min} to ${max}`;
        return `${dataset.label} must be ${kind} ${range}, got ${value || "nothing"}.`;
      }
      return "";
    }

    question(many) {
      const setting = {};
      for (const { name, value } of this.figure.settings()) {
        const input = this.form.elements[`at-${name}`];
        setting[name] = input ? Number(input.value) : value;
      }
      const seed = this.form.elements.seed ? Number(this.form.elements.seed.value) : null;
      const count = many ? Number(this.form.elements.count.value) : null;
      return { module: this.model.module, setting, seed, count };
    }

    async run(many) {
      if (this.busy) return;
      if (python.user) {
        this.say("Another figure of this page is running: wait for it, or cancel it there.", "refused");
        return;
      }
      this.counting = many;
      const refusal = this.refusal();
      if (refusal) {
        this.say(refusal, "refused");
        return;
      }
      this.begin();
      try {
        await python.ready(this.packages, (state) => this.load(state));
        this.say(many ? "Running, one seed after the other …" : "Running …");
        const told = await python.ask(this.question(many), (part) => (this.bar.value = part));
        if (told.refused) this.say(`Not possible: ${told.refused}`, "refused");
        else if (many) await this.spread(told);
        else await this.fill(told);
      } catch (error) {
        if (error.name === "AbortError") this.say("Cancelled; the figure is as it was.");
        else this.say(`This did not work: ${error.message}`, "refused");
      }
      this.end();
    }

    begin() {
      this.busy = true;
      python.user = this;
      this.bar.hidden = this.cancel.hidden = false;
      this.bar.removeAttribute("value");
      this.say("Loading …");
      this.place.setAttribute("aria-busy", "true");
      for (const button of this.form.querySelectorAll("button:not(.fb-cancel)")) {
        button.disabled = true;
      }
    }

    end() {
      this.busy = false;
      python.user = null;
      this.bar.hidden = this.cancel.hidden = true;
      this.place.removeAttribute("aria-busy");
      for (const button of this.form.querySelectorAll("button")) button.disabled = false;
      this.price();
    }

    load(state) {
      if (!state) {
        this.bar.removeAttribute("value");
        this.say("Starting Python …");
        return;
      }
      if (state.of) this.bar.value = Math.min(1, state.done / state.of);
      this.say(`Loading: ${mega(state.done)}${state.of ? ` of ${mega(state.of)}` : ""}`);
    }

    async fill(told) {
      const stored = this.stored(told);
      await this.figure.show(told);
      this.say(`Ran in ${written(told.seconds)} s, in your browser. ${compared(told.rows, stored, this.model.asked)}`, "done");
    }

    // the book's own rows of this run, if it holds them
    stored(told) {
      if (told.seed !== null && told.seed !== this.model.seed) return null;
      const rows = this.figure.stored().filter((row) =>
        this.model.asked.every((name) => row[name] === told.setting[name]));
      // without a setting the rows of every figure, the scenery, come after the model's own
      return rows.length ? rows.slice(0, told.rows.length) : null;
    }

    async spread(told) {
      const holder = document.createElement("div");
      this.many.replaceChildren(holder);
      const width = Math.min(560, this.many.clientWidth - 70);
      const look = this.figure.specs.layouts.narrow.config;
      const spec = { ...told.chart, width, config: look, background: "transparent" };
      const options = { mode: "vega-lite", renderer: "svg", actions: false };
      await window.vegaEmbed(holder, spec, options);
      holder.setAttribute("role", "img");
      holder.setAttribute("aria-label", told.sentence);
      this.say(`${told.sentence} That took ${written(told.seconds)} s.`, "done");
    }
  }

  // how many numbers of two lists of rows are the same, and how far the others lie apart
  function compared(rows, stored, asked) {
    if (!stored) return "The book holds no such run to compare it with.";
    const bare = (row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !asked.includes(name)));
    const [ours, theirs] = [numbers(rows.map(bare)), numbers(stored.map(bare))];
    if (ours.length !== theirs.length) return "The book's own run has another form: they differ.";
    const apart = ours.map((n, i) => Math.abs(n - theirs[i]) / (Math.max(Math.abs(n), Math.abs(theirs[i])) || 1));
    const same = ours.filter((n, i) => n === theirs[i]).length;
    if (same === ours.length) return `All ${plural(same, "number")} are the book's own.`;
    return `${same.toLocaleString("en")} of ${plural(ours.length, "number")} are the book's own; the `
      + `others differ by at most ${(Math.max(...apart) * 100).toPrecision(2)}%.`;
  }

  function numbers(part) {
    if (typeof part === "number") return [part];
    if (part === null || typeof part !== "object") return [];
    return (Array.isArray(part) ? part : Object.keys(part).sort().map((key) => part[key]))
      .flatMap(numbers);
  }

  window.fitbreadthPage.Panel = Panel;
})();
