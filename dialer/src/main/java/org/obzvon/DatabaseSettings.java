package org.obzvon;

import java.nio.file.Path;
import java.util.Optional;
import org.obzvon.document.Secret;

/// Where the data is kept.
///
/// @param url of a PostgreSQL server; empty for the embedded one
/// @param folder of the embedded server
/// @param port of the embedded server, on loopback
/// @param pool connections of this process
public record DatabaseSettings(
    Optional<String> url, String user, Secret password, Path folder, int port, int pool) {}
