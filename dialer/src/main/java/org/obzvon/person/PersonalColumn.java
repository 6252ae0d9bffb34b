package org.obzvon.person;

/// A column with personal data.
///
/// @param erased what the column contains after an erase, in rows that stay
public record PersonalColumn(Kind kind, Erased erased) {

  /// The kind of personal data. Retention has a period for some of them.
  public enum Kind {
    /// The number of the contract, and keys that billing, banks and gateways know.
    IDENTIFIER,
    /// Name, address, and other data that describes the household.
    NAME,
    PHONE,
    /// Text written or spoken by debtors or about them.
    TEXT,
    /// The reason why the contact policy allowed or refused a contact.
    DECISION,
    /// The audit log: who commanded what, and who looked at which person.
    AUDIT
  }

  public enum Erased {
    EMPTY_TEXT,
    NULL,
    EMPTY_LIST,
    /// A random value that identifies nobody.
    RANDOM,
    /// A number that no telephone has, the same wherever the person's number was: see [ErasedPhonePlaceholder].
    NO_TELEPHONE,
    /// The value stays; the list of columns gives the reason.
    STAYS
  }
}
