package org.obzvon.policy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.Holidays;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.StrictestProfile;

/// Loads the profiles shipped under `policies/` and those of the operator's own folder; an own profile replaces a
/// shipped one with the same id. Throws [BadInput] with every problem of every file, and then loads nothing.
public final class YamlProfiles {
  static final List<String> SHIPPED = List.of(
      "ru-230fz-overdue", "ru-service-notice", "ru-suspension-notice", "us-regf-voluntary", "us-tcpa-prerecorded",
      "uk-ofcom-2017", "eu-base", "be-telecom", "ro-cautious", "md-cautious", "kz-cautious", "strictest-union");
  private static final int MOST_OWN = 200;

  private final ProfileReader reader;

  private YamlProfiles(Holidays holidays) {
    this.reader = new ProfileReader(holidays);
  }

  /// @param ownFolder every `*.yaml` in it is read
  public static Profiles load(Optional<Path> ownFolder, Holidays holidays) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    YamlProfiles loader = new YamlProfiles(holidays);
    for (Draft draft : loader.read(SHIPPED.stream().map(YamlProfiles::shipped).toList())) {
      drafts.put(draft.id(), draft);
    }
    List<Text> own = ownFolder.map(YamlProfiles::ownTexts).orElse(List.of());
    Map<String, Draft> ownDrafts = new LinkedHashMap<>();
    for (Draft draft : loader.read(own)) {
      if (ownDrafts.put(draft.id(), draft) != null) {
        throw draft.node().get("id").bad("is the id of another file of the folder too; rename one of them");
      }
    }
    drafts.putAll(ownDrafts);
    return loader.finish(drafts);
  }

  private record Text(String source, String text) {}

  /// A file of which only the id was read so far.
  private record Draft(String id, YamlNode node, String digest) {}

  private List<Draft> read(List<Text> texts) {
    return gather(texts, text -> {
      YamlNode node = YamlNode.parse(text.source(), text.text());
      return new Draft(reader.id(node), node, digest(text.text()));
    });
  }

  private Profiles finish(Map<String, Draft> drafts) {
    Map<String, Profile> plain = new LinkedHashMap<>();
    Map<Boolean, List<Draft>> byDerived = drafts.values().stream()
        .collect(Collectors.partitioningBy(YamlProfiles::isDerived));
    gather(byDerived.get(false), draft -> reader.plain(draft.node(), draft.digest()))
        .forEach(profile -> plain.put(profile.id(), profile));
    List<Profile> derived = gather(byDerived.get(true), draft -> derived(draft, plain));
    return new Profiles(Stream.concat(plain.values().stream(), derived.stream()).toList());
  }

  private static boolean isDerived(Draft draft) {
    return draft.node().find(ProfileReader.STRICTEST_OF).isPresent();
  }

  /// Builds a derived profile. Its version changes with that of every part.
  private Profile derived(Draft draft, Map<String, Profile> plain) {
    List<Profile> parts = reader.parts(draft.node(), plain);
    String versions = parts.stream().map(part -> part.title().version()).collect(Collectors.joining(" "));
    return StrictestProfile.of(reader.title(draft.node(), digest(draft.digest() + versions)), parts);
  }

  private static Text shipped(String id) {
    String resource = "policies/" + id + ".yaml";
    try (InputStream stream = YamlProfiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the shipped profile is missing: " + resource);
      }
      return new Text(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Text> ownTexts(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw BadInput.of(folder.toString(), "is not a folder; name the folder that holds your own profiles");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".yaml")).sorted().limit(MOST_OWN + 1L).toList();
      if (found.size() > MOST_OWN) {
        throw BadInput.of(folder.toString(), "holds more than " + MOST_OWN + " profiles; keep those in use");
      }
      return found.stream().map(YamlProfiles::ownText).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Text ownText(Path file) {
    YamlNode.read(file); // refuses a file that is too large or not UTF-8, with its name
    try {
      return new Text(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <A, B> List<B> gather(List<A> inputs, Function<A, B> step) {
    List<B> results = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (A input : inputs) {
      try {
        results.add(step.apply(input));
      } catch (BadInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return results;
  }

  private static String digest(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
