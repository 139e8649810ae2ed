// The fields for numbers in the panel of a figure: what stands in them, and what they accept.
(() => {
  "use strict";
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const grouped = (text) => (text.length > 4 ? Number(text).toLocaleString("en") : text.replace("-", "−"));

  class Fields {
    constructor(form, figure, model) {
      this.form = form;
      this.figure = figure;
      this.model = model;
    }

    of(name) {
      return this.form.elements[name === "seed" ? "seed" : `at-${name}`];
    }

    // a number is that of its slider until the reader types another; `names` of those that were
    // moved, none for all
    follow(names) {
      for (const { name, key } of this.figure.settings()) {
        if (this.of(name) && (!names || names.includes(name))) this.of(name).value = key;
      }
      if (!names && this.of("seed")) this.of("seed").value = this.model.seed;
    }

    set(values, seed) {
      for (const [name, value] of Object.entries(values)) {
        if (this.of(name)) this.of(name).value = value;
      }
      if (seed !== null && this.of("seed")) this.of("seed").value = seed;
    }

    setting() {
      return Object.fromEntries(this.figure.settings().map(({ name, value }) =>
        [name, this.of(name) ? Number(this.of(name).value) : value]));
    }

    seed() {
      return this.of("seed") ? Number(this.of("seed").value) : null;
    }

    // why a run is not possible, "" where it is; the field that is to blame has the focus then
    refusal(counting) {
      for (const input of this.form.elements) {
        if (input.type !== "number" || (input.name === "count" && !counting)) continue;
        input.removeAttribute("aria-invalid");
        if (accepts(input, input.value)) continue;
        input.setAttribute("aria-invalid", "true");
        input.focus();
        return `${wanted(input)}, got ${input.value || "nothing"}.`;
      }
      return "";
    }
  }

  function accepts({ min, max, dataset }, text) {
    if (!NUMBER.test(text)) return false;
    const number = Number(text);
    return number >= Number(min) && number <= Number(max) && !("whole" in dataset && number % 1);
  }

  function wanted({ min, max, dataset }) {
    const kind = "whole" in dataset ? "a whole number" : "a number";
    return `“${dataset.label}” must be ${kind} from ${grouped(min)} to ${grouped(max)}`;
  }

  Object.assign((window.fitbreadthPage ??= {}), { Fields, accepts, wanted });
})();
