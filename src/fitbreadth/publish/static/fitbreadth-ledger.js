// Filters for the lists of the ledger. A list says what it can be filtered by: its items hold
// elements with data-facet, the name of a filter, and a value. Without this script all is shown.
(() => {
  "use strict";
  // as a reader types it: no capitals, no accents, none of the page's invisible joints
  const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\u2060]/gu, "").toLowerCase();
  const make = (tag, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };

  class List {
    constructor(list) {
      this.list = list;
      this.key = list.id.replace("ledger-", "");
      const items = new Map();
      for (const facet of list.querySelectorAll("[data-facet]")) {
        const item = facet.closest(".fb-claim, tr");
        if (!items.has(item)) items.set(item, { item, text: plain(item.textContent) });
        items.get(item)[facet.dataset.facet] = facet.dataset.value ?? facet.textContent;
      }
      this.items = [...items.values()];
      this.count = make("output", { className: "fb-filter-count" });
      this.count.setAttribute("aria-live", "polite");
      this.form = make("form", { className: "fb-filter" }, ...this.fields(),
        this.count, make("button", { type: "reset", textContent: "Show all" }));
      this.form.setAttribute("role", "search");
      this.form.setAttribute("aria-label", `Filter the ${this.key}`);
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", () => this.changed());
      // the browser resets the fields after this event
      this.form.addEventListener("reset", () => setTimeout(() => this.changed()));
      this.nothing = make("p", { hidden: true, textContent: "Nothing matches." });
      list.prepend(this.form, this.nothing);
    }

    fields() {
      const names = Object.keys(this.items[0]).filter((name) => name !== "item" && name !== "text");
      const field = (name, input) => make("label", {}, make("span", { textContent: name }), input);
      const parameter = (name) => `${this.key}-${plain(name).replaceAll(" ", "-")}`;
      const choices = names.map((name) => {
        const values = [...new Set(this.items.map((item) => item[name]))];
        const options = values.map((value) => new Option(value, value));
        const input = make("select", { name: parameter(name) }, new Option("any", ""), ...options);
        input.facet = name;
        return field(name, input);
      });
      const search = make("input", { type: "search", name: parameter("Words") });
      return [field("Words", search), ...choices];
    }

    inputs() {
      return [...this.form.querySelectorAll("select, input")];
    }

    // take the filter from the address of the page
    read(wanted) {
      for (const input of this.inputs()) {
        input.value = wanted.get(input.name) ?? "";
        if (input.selectedIndex < 0) input.value = "";
      }
      this.apply();
    }

    apply() {
      const [search, ...choices] = this.inputs();
      const words = plain(search.value).split(/\s+/);
      let shown = 0;
      for (const entry of this.items) {
        const fits = words.every((word) => entry.text.includes(word))
          && choices.every(({ facet, value }) => !value || entry[facet] === value);
        entry.item.hidden = !fits;
        shown += fits;
      }
      for (const group of this.list.querySelectorAll(".fb-group")) {
        group.hidden = !group.querySelector(".fb-claim:not([hidden])");
      }
      this.nothing.hidden = shown > 0;
      const kind = this.items[0].item.matches("tr") ? "rows" : this.key;
      this.count.textContent = `${shown} of ${this.items.length} ${kind} shown`;
    }

    changed() {
      this.apply();
      const address = new URL(location);
      for (const { name, value } of this.inputs()) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(null, "", address);
    }
  }

  // a link to a claim that is folded, or filtered away, brings it back
  function reveal(lists) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const claim = target?.closest(".fb-claim");
    if (!claim) return;
    const list = lists.find((each) => each.list.contains(claim));
    if (claim.hidden) list.form.reset();
    setTimeout(() => {
      claim.querySelector("details").open = true;
      claim.scrollIntoView();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const lists = [...document.querySelectorAll(".fb-list")].map((list) => new List(list));
    const wanted = new URLSearchParams(location.search);
    for (const list of lists) list.read(wanted);
    reveal(lists);
    addEventListener("hashchange", () => reveal(lists));
    // paper cannot be unfolded
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll(".fb-more:not([open])")];
      for (const part of folded) part.open = true;
    });
    addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
  });
})();
