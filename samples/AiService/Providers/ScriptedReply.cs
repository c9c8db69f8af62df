namespace AiService.Providers;

/// <summary>How a provider answers one request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Delay">How long it takes.</param>
/// <param name="RetryAfterSeconds">What the header Retry-After says; null for none.</param>
internal readonly record struct ScriptedReply(int Status, TimeSpan Delay = default, int? RetryAfterSeconds = null);
