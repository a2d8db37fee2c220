// Lets the table of elements be filtered and sorted; the page is complete without it.
(function () {
  'use strict';
  var table = document.getElementById('elements');
  if (!table) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);

  function make(name, properties, parts) {
    var node = Object.assign(document.createElement(name), properties);
    (parts || []).forEach(function (part) { node.append(part); });
    return node;
  }

  var search = make('input', {type: 'search', placeholder: 'name or loss'});
  var choice = make('select', {});
  ['all classes', 'bad', 'poor', 'fair', 'good', 'excellent', 'no score'].forEach(function (word, i) {
    choice.append(make('option', {value: i ? word : '', textContent: word}));
  });
  var found = make('output', {});
  table.parentNode.before(make('div', {className: 'controls'}, [
    make('label', {}, ['Find ', search]),
    make('label', {}, ['Class ', choice]),
    found
  ]));

  function filter() {
    var text = search.value.trim().toLowerCase();
    var shown = 0;
    rows.forEach(function (row) {
      row.hidden = !row.textContent.toLowerCase().includes(text) ||
        (choice.value !== '' && row.dataset.class !== choice.value);
      shown += row.hidden ? 0 : 1;
    });
    found.textContent = shown + ' of ' + rows.length;
  }

  function key(row, column) {
    var cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.v);
  }

  function sort(column, heading) {
    var ascending = heading.getAttribute('aria-sort') !== 'ascending';
    Array.prototype.forEach.call(heading.parentNode.cells, function (other) {
      other.removeAttribute('aria-sort');
    });
    heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    table.classList.add('sorted');
    rows.slice().sort(function (one, other) {
      var a = key(one, column);
      var b = key(other, column);
      return (a < b ? -1 : a > b ? 1 : 0) * (ascending ? 1 : -1);
    }).forEach(function (row) { body.append(row); });
  }

  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (heading, column) {
    var button = make('button', {type: 'button', textContent: heading.textContent});
    button.addEventListener('click', function () { sort(column, heading); });
    heading.replaceChildren(button);
  });
  search.addEventListener('input', filter);
  choice.addEventListener('change', filter);
  filter();
}());
