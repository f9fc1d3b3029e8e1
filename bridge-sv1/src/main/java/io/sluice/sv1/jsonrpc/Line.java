package io.sluice.sv1.jsonrpc;

/** One line of the conversation, in either direction. */
public sealed interface Line permits Request, Notification, Response {}
