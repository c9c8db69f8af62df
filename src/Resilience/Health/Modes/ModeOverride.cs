namespace Resilience;

/// <summary>A mode that somebody has set by hand.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Author">Who has set it.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when; null for until it is cleared.</param>
public sealed record ModeOverride(OperationMode Mode, string Author, string Reason, DateTimeOffset Since, DateTimeOffset? Until);
