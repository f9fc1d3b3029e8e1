/**
 * Configuration files: TOML to checked records. Everything wrong in a file is found in one reading and told with its line, what is
 * wrong and what would be right. Values of the kernel are made here, so that nobody behind this package parses text. Imports the
 * kernel's values and the TOML parser.
 */
@NullMarked
package io.sluice.app.config;

import org.jspecify.annotations.NullMarked;
