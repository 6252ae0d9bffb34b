package org.obzvon.register.csv;

import org.obzvon.document.CodedReason;

/// Why a file as a whole cannot be taken; nothing of it is then taken.
public enum FileFault implements CodedReason {
  NUL("holds a NUL byte, so it is no text; export it again as CSV in UTF-8 or windows-1251"),
  MISSING("does not exist; check the path"),
  NO_FILE("is not a file; give one CSV file"),
  TOO_LARGE("is larger than 256 MiB; split it by source"),
  WORKBOOK("is a spreadsheet workbook; save it as CSV in UTF-8"),
  UTF_32("is UTF-32 text; save it as CSV in UTF-8"),
  ENCODING_UNCLEAR(
      "is not UTF-8 and may be any of {0}; save it as UTF-8, or name its encoding in the mapping, such as"
          + " encoding: windows-1251"),
  ENCODING_MIXED(
      "has letters in UTF-8 and others that are not, the first of them on this line; export it again as UTF-8"),
  ENCODING_MARK("begins with the byte order mark of {0} and is {1} by the mapping; remove one of them"),
  HEADER_LETTERS("has letters in its first row that cannot be read; export it again as UTF-8"),
  LINE_TOO_LONG("is a line of more than 16 million characters; check the line breaks and the quotation marks"),
  TOO_MANY_ROWS("has more than {0} rows; split it by source"),
  CHANGED("changed while it was read; import it when it is complete"),
  EMPTY("is empty; the first line must name the columns"),
  NO_CSV("is not a CSV file ({0}); look for a quote that is opened and not closed"),
  UNKNOWN_COLUMN("is an unknown column; map it, list it under ignore in the mapping, or rename it to one of: {0}"),
  COLUMN_TWICE("stands for the column '{0}' a second time; keep one"),
  COLUMN_MISSING("is a required column and is missing; add it or map a column to it"),
  ALL_REJECTED("has no row that can be taken; why stands in {0}. Nothing was changed"),
  TOTAL("tells {0} as a total, where its rows come to {1}; let it be exported again"),
  NO_ROWS("has a header and no rows; nothing was changed"),
  SOURCE("must be a name of 1 to 64 characters"),
  DAY("{0} is not the day of a register; give the day it was exported");

  private final String english;

  FileFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "file";
  }

  @Override
  public String english() {
    return english;
  }
}
