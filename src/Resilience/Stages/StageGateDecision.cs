using Resilience.Timing;

namespace Resilience.Stages;

/// <summary>What is to become of a stage that is about to begin. The default lets it begin.</summary>
public readonly struct StageGateDecision
{
    private StageGateDecision(StageGateAction action, string? reason = null, TimeSpan wait = default, Rejection? rejection = null)
    {
        Action = action;
        Reason = reason;
        Delay = wait;
        Rejection = rejection;
    }

    /// <summary>The stage begins.</summary>
    public static StageGateDecision Proceed => default;

    /// <summary>What is decided.</summary>
    public StageGateAction Action { get; }

    /// <summary>Why; null where nothing was said.</summary>
    public string? Reason { get; }

    /// <summary>After which time the gate is asked again, if it said so.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Who refuses; null unless <see cref="Action"/> is <see cref="StageGateAction.Refuse"/>.</summary>
    public Rejection? Rejection { get; }

    /// <summary>The stage does less: its degraded variant runs, or it sees <see cref="StageContext.IsDegraded"/>.</summary>
    /// <param name="reason">Why, for people.</param>
    public static StageGateDecision Degrade(string reason) => new(StageGateAction.Degrade, reason);

    /// <summary>The stage is left out; the context stays as it is.</summary>
    /// <param name="reason">Why, for people.</param>
    public static StageGateDecision Skip(string reason) => new(StageGateAction.Skip, reason);

    /// <summary>The gate is asked again after a time.</summary>
    /// <param name="delay">The time: from 1 ms to 49 days.</param>
    /// <param name="reason">Why, for people.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public static StageGateDecision Wait(TimeSpan delay, string reason) =>
        new(StageGateAction.Wait, reason, Require.Between(delay, TimeSpan.FromMilliseconds(1), Require.LongestWait));

    /// <summary>The stage must not begin now: the run is interrupted, and may be resumed later.</summary>
    /// <param name="rejection">Who refuses and why.</param>
    /// <param name="reason">Why, for people; null, the default, when the rejection says enough.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public static StageGateDecision Refuse(Rejection rejection, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        return new(StageGateAction.Refuse, reason, rejection: rejection);
    }
}
