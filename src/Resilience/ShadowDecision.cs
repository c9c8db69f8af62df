namespace Resilience;

/// <summary>What a strategy in shadow mode would have done, and how often.</summary>
/// <param name="Strategy">The name of the strategy.</param>
/// <param name="Decision">
/// What it would have done: the error code with which calls would have been refused or ended, or one of <c>retry</c>, <c>fallback</c>,
/// <c>hedge</c> and <c>chaos</c>.
/// </param>
/// <param name="Count">How often.</param>
public sealed record ShadowDecision(string Strategy, string Decision, long Count)
{
    /// <summary>Whether the call would not have run.</summary>
    public bool IsRejection => Decision.StartsWith("rejected.", StringComparison.Ordinal);
}
