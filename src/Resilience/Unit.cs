namespace Resilience;

/// <summary>The result of a call that returns none.</summary>
public readonly record struct Unit;
