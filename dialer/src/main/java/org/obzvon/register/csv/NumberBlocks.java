package org.obzvon.register.csv;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.obzvon.register.Phone;

/// Remembers good telephone numbers by blocks, so that the numbering plan is asked once for the ten thousand numbers
/// that differ in their last four digits only.
///
/// This is done only for a country in whose plan these digits never decide: every pattern of every region with its
/// calling code ends with at least four digits of any kind, and its national prefix is plain. An international prefix
/// and a calling code are within the digits before the block, because a number has at least nine.
final class NumberBlocks {
  private static final int BLOCK_DIGITS = 4;
  private static final int FEWEST_DIGITS = 9;
  private static final int MOST_BLOCKS = 200_000;
  private static final Pattern PLAIN_PREFIX = Pattern.compile("\\d{0,3}");
  private static final Pattern ANY_DIGITS = Pattern.compile("(.*)\\\\d\\{(\\d+)(,\\d+)?}");

  private final int callingCode;
  private final Pattern internationalPrefix;
  private final boolean usable;
  private final Map<String, String> blocks = new ConcurrentHashMap<>();

  /// @param region whose numbers are read; without one, nothing is remembered
  NumberBlocks(Optional<String> region, PhoneNumberUtil plans) {
    this.callingCode = region.map(plans::getCountryCodeForRegion).orElse(0);
    Optional<PhoneMetadata> plan = region.flatMap(NumberBlocks::plan);
    this.internationalPrefix = Pattern.compile(plan.map(PhoneMetadata::getInternationalPrefix).orElse(""));
    this.usable = plan.filter(NumberBlocks::isPlain).isPresent()
        && plans.getRegionCodesForCountryCode(callingCode).stream()
            .allMatch(one -> plan(one).filter(NumberBlocks::leavesBlocks).isPresent());
  }

  private static Optional<PhoneMetadata> plan(String region) {
    return Optional.ofNullable(
        DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource().getMetadataForRegion(region));
  }

  private static boolean isPlain(PhoneMetadata plan) {
    return plan.getNationalPrefixTransformRule().isEmpty()
        && PLAIN_PREFIX.matcher(plan.getNationalPrefixForParsing()).matches();
  }

  private static boolean leavesBlocks(PhoneMetadata plan) {
    return Stream.of(
        plan.getGeneralDesc(), plan.getFixedLine(), plan.getMobile(), plan.getTollFree(), plan.getPremiumRate(),
        plan.getSharedCost(), plan.getPersonalNumber(), plan.getVoip(), plan.getPager(), plan.getUan(),
        plan.getVoicemail())
        .map(PhoneNumberDesc::getNationalNumberPattern)
        .filter(pattern -> !pattern.isEmpty() && !pattern.equals("NA"))
        .allMatch(pattern -> anyDigitsAtEnd(pattern) >= BLOCK_DIGITS);
  }

  /// Returns how many digits of any kind each alternative of a pattern has at its end, at least.
  static int anyDigitsAtEnd(String pattern) {
    int least = Integer.MAX_VALUE;
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      char letter = i == pattern.length() ? '|' : pattern.charAt(i);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (letter == '|' && depth == 0) {
        least = Math.min(least, ofAlternative(pattern.substring(begin, i)));
        begin = i + 1;
      }
    }
    return least;
  }

  private static int ofAlternative(String alternative) {
    Matcher counted = ANY_DIGITS.matcher(alternative);
    if (counted.matches()) {
      int digits = Integer.parseInt(counted.group(2));
      return counted.group(3) == null ? digits + ofAlternative(counted.group(1)) : digits;
    }
    if (alternative.endsWith("\\d")) {
      return 1 + ofAlternative(alternative.substring(0, alternative.length() - 2));
    }
    return alternative.endsWith(")") ? ofGroup(alternative) : 0;
  }

  private static int ofGroup(String alternative) {
    int begin = alternative.length() - 1;
    int depth = 1;
    while (depth > 0) {
      begin--;
      depth += alternative.charAt(begin) == ')' ? 1 : alternative.charAt(begin) == '(' ? -1 : 0;
    }
    String inner = alternative.substring(begin + 1, alternative.length() - 1);
    return anyDigitsAtEnd(inner.startsWith("?:") ? inner.substring(2) : inner);
  }

  /// Returns the number if its block is known to be good.
  Optional<Phone> find(String digits) {
    if (!usable || digits.length() < FEWEST_DIGITS) {
      return Optional.empty();
    }
    int block = digits.length() - BLOCK_DIGITS;
    return Optional.ofNullable(blocks.get(digits.substring(0, block)))
        .map(before -> new Phone(before + digits.substring(block)));
  }

  /// Remembers the block of a good number.
  ///
  /// @param code the calling code of its country
  void add(String digits, int code, Phone phone) {
    int block = digits.length() - BLOCK_DIGITS;
    if (usable && digits.length() >= FEWEST_DIGITS && code == callingCode && blocks.size() < MOST_BLOCKS
        && phone.e164().endsWith(digits.substring(block)) && !internationalPrefix.matcher(digits).lookingAt()) {
      blocks.put(digits.substring(0, block), phone.e164().substring(0, phone.e164().length() - BLOCK_DIGITS));
    }
  }

  /// Returns the regions of a list in which blocks are remembered.
  static List<String> usable(List<String> regions, PhoneNumberUtil plans) {
    return regions.stream().filter(region -> new NumberBlocks(Optional.of(region), plans).usable).toList();
  }
}
