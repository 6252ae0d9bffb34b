package org.obzvon.console.api.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Cursor;
import org.obzvon.register.ListPosition;

/// One page of a list.
///
/// @param next value of `cursor` for the next page; left out on the last one
record PageView<T>(List<T> items, Optional<String> next) {

  /// Reads one entry more than the page holds, to find out whether there is another page.
  interface Source<R> {
    List<R> read(Optional<ListPosition> after, int limit);
  }

  record Shape<R, T>(Function<R, T> view, Function<R, ListPosition> position) {}

  /// @param list the list with its filter
  static <R, T> PageView<T> of(ApiQuery query, String list, Source<R> source, Shape<R, T> shape) {
    int limit = query.limit();
    List<R> read = source.read(query.text("cursor").map(cursor -> Cursor.read(cursor, list)), limit + 1);
    List<R> page = read.subList(0, Math.min(limit, read.size()));
    Optional<String> next = read.size() > limit ? Optional.of(Cursor.of(shape.position().apply(page.getLast()), list))
        : Optional.empty();
    return new PageView<>(page.stream().map(shape.view()).toList(), next);
  }
}
