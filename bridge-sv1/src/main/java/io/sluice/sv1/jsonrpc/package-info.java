/**
 * Lines of Stratum V1 to values and back: JSON-RPC as miners write it, one object a line. Everything here is immutable and safe
 * on any thread. Imports Jackson's streaming parser and the JDK alone.
 */
@NullMarked
package io.sluice.sv1.jsonrpc;

import org.jspecify.annotations.NullMarked;
