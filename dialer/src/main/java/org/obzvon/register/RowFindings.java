package org.obzvon.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The findings of an import in the rows of its file.
///
/// @param read rows of the file without blank ones; each was taken or rejected
/// @param rejections why rows were rejected
/// @param remarks what to look at although the row was taken
/// @param more how many findings are not listed here
public record RowFindings(int read, List<Finding> rejections, List<Finding> remarks, int more) {
  /// The most findings that one answer can hold; the files of rejected rows and of warnings contain all of them.
  static final int MOST = 50_000;

  public RowFindings {
    rejections = rejections.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    remarks = List.copyOf(remarks);
  }

  /// Collects the findings of one import.
  public static final class Builder {
    private final List<Finding> rejections = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();
    private int more;

    public void reject(Finding finding) {
      add(rejections, finding);
    }

    public void remark(Finding finding) {
      add(remarks, finding);
    }

    private void add(List<Finding> list, Finding finding) {
      if (list.size() < MOST) {
        list.add(finding);
      } else {
        more++;
      }
    }

    /// @param read rows of the file
    public RowFindings of(int read) {
      return new RowFindings(read, rejections, remarks, more);
    }
  }
}
