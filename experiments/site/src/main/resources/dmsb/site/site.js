// The search over documents and API. It works from disk too: both indexes are scripts, loaded when the field gets the focus.
"use strict";

var searchIndex = []; // [page, heading, address, text], by search-index.js
var typeSearchIndex = []; // {p: package, l: type}, by javadoc
function updateSearchResults() {} // called by javadoc's index

(function () {
  const root = document.documentElement.dataset.root;
  const field = document.getElementById("search");
  const results = document.getElementById("results");
  const MOST = 30;
  let loading;

  function load(file) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + file;
      script.onload = resolve;
      script.onerror = () => reject(new Error(file + " could not be loaded"));
      document.head.append(script);
    });
  }

  function indexes() {
    loading ??= Promise.all([load("search-index.js"), load("api/type-search-index.js")]);
    return loading;
  }

  // What a word is worth: as a heading's start, within a heading, in the page's title, in the text.
  function worth(word, title, heading, text) {
    if (heading.startsWith(word)) return 20;
    if (heading.includes(word)) return 12;
    if (title.includes(word)) return 6;
    return text.includes(word) ? 1 : 0;
  }

  function total(words, title, heading, text) {
    let sum = 0;
    for (const word of words) {
      const value = worth(word, title, heading, text);
      if (value === 0) return 0;
      sum += value;
    }
    return sum;
  }

  function snippet(text, word) {
    const at = Math.max(0, text.toLowerCase().indexOf(word) - 50);
    return (at > 0 ? "..." : "") + text.slice(at, at + 150) + (at + 150 < text.length ? "..." : "");
  }

  function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    if (words.length === 0) return found;
    for (const [page, heading, address, text] of searchIndex) {
      const value = total(words, page.toLowerCase(), heading.toLowerCase(), text.toLowerCase());
      if (value > 0) {
        const where = heading === page ? "" : page + ". ";
        found.push({value, title: heading, address, about: where + snippet(text, words[0])});
      }
    }
    for (const {p, l} of typeSearchIndex) {
      if (!p) continue; // "All Classes and Interfaces"
      const value = total(words, p, l.toLowerCase(), "");
      if (value > 0) {
        const exact = l.toLowerCase() === words[0] ? 10 : 0;
        found.push({value: value + exact, title: l, address: "api/" + p.replaceAll(".", "/") + "/" + l + ".html", about: "API, " + p});
      }
    }
    return found.sort((a, b) => b.value - a.value).slice(0, MOST);
  }

  function show(found, query) {
    results.replaceChildren();
    for (const {title, address, about} of found) {
      const link = document.createElement("a");
      link.href = root + address;
      link.textContent = title;
      const small = document.createElement("small");
      small.textContent = about;
      link.append(small);
      results.append(link);
    }
    if (found.length === 0) {
      const none = document.createElement("p");
      none.textContent = "Nothing found for: " + query;
      results.append(none);
    }
    results.hidden = query === "";
    choose(0);
  }

  function choose(step) {
    const links = [...results.querySelectorAll("a")];
    if (links.length === 0) return;
    const now = links.findIndex((link) => link.classList.contains("chosen"));
    const next = Math.min(links.length - 1, Math.max(0, now + step));
    links.forEach((link, i) => link.classList.toggle("chosen", i === next));
    links[next].scrollIntoView({block: "nearest"});
  }

  function search() {
    const query = field.value.trim();
    indexes().then(
      () => show(find(query), query),
      (error) => {
        results.textContent = error.message;
        results.hidden = false;
      });
  }

  field.addEventListener("focus", indexes);
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      results.querySelector("a.chosen")?.click();
    } else if (event.key === "Escape") {
      results.hidden = true;
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target !== field && !results.contains(event.target)) results.hidden = true;
  });
  results.addEventListener("click", () => { results.hidden = true; });

  // A link to a search: index.html?q=reserve
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    field.value = asked;
    search();
  }
})();
