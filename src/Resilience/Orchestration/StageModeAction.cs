namespace Resilience;

/// <summary>What becomes of a stage in an operation mode that is not one of its modes.</summary>
public enum StageModeAction
{
    /// <summary>It is skipped, which is recorded.</summary>
    Skip,

    /// <summary>It runs as degraded: its <see cref="StageOptions{TContext}.DegradedBody"/> if it has one, its body otherwise.</summary>
    Degrade,

    /// <summary>
    /// It is refused (<see cref="RejectionReason.FeatureDisabled"/>), which interrupts the run; it goes on when started again.
    /// </summary>
    Refuse,
}
