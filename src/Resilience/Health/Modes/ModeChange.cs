namespace Resilience;

/// <summary>A change of the operation mode.</summary>
/// <param name="From">The mode before.</param>
/// <param name="To">The mode since.</param>
/// <param name="At">When it changed.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Author">Who has set the mode by hand; null if nobody has.</param>
/// <param name="Components">The components that were not well at that moment, worst first.</param>
public sealed record ModeChange(
    OperationMode From,
    OperationMode To,
    DateTimeOffset At,
    string Reason,
    string? Author,
    IReadOnlyList<DegradedComponent> Components);
