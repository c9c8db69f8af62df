using Microsoft.Extensions.Logging;
using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>The options of a failover chain.</summary>
public sealed class FailoverOptions
{
    /// <summary>
    /// Which failures make the chain ask the next provider. Default: those that are the dependency's, and rejections; what is the caller's
    /// mistake would fail anywhere.
    /// </summary>
    public FailureFilter FailoverOn { get; set; } = FailureFilter.Dependency | FailureFilter.Rejections;

    /// <summary>The time for a request as a whole: 1 ms to 49 days. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for one provider, and never more than what is left: 1 ms to 49 days. Default: 10 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how many failures in a row a provider counts as unavailable: 1 to 1,000. Default: 3.</summary>
    public int FailuresToLeave { get; set; } = 3;

    /// <summary>
    /// How long an unavailable provider is left alone before one request may try it: 1 ms to 49 days. Doubles with each trial that fails,
    /// up to <see cref="MaxRecovery"/>. Default: 30 seconds.
    /// </summary>
    public TimeSpan Recovery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest such time: 1 ms to 49 days. Default: 5 minutes.</summary>
    public TimeSpan MaxRecovery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many trials must succeed in a row for a provider to be available again: 1 to 1,000. One runs at a time; the other requests go to
    /// the next provider meanwhile. Default: 2.
    /// </summary>
    public int SuccessesToReturn { get; set; } = 2;

    /// <summary>
    /// Whether requests are refused while no provider is known to be available. If not, all are tried, in order: what is known may be
    /// wrong. Default: false.
    /// </summary>
    public bool AvailableOnly { get; set; }

    /// <summary>Where faults of handlers are written (id 1240); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }

    internal FailoverOptions Copy() => (FailoverOptions)MemberwiseClone();

    internal void Validate(OptionErrors errors)
    {
        TimeSpan shortest = TimeSpan.FromMilliseconds(1);
        errors.Required(nameof(FailoverOn), FailoverOn);
        errors.Between(nameof(Timeout), Timeout, shortest, Require.LongestWait);
        errors.Between(nameof(AttemptTimeout), AttemptTimeout, shortest, Require.LongestWait);
        errors.Between(nameof(FailuresToLeave), FailuresToLeave, 1, 1_000);
        errors.Between(nameof(Recovery), Recovery, shortest, Require.LongestWait);
        errors.Between(nameof(MaxRecovery), MaxRecovery, Recovery < shortest ? shortest : Recovery, Require.LongestWait);
        errors.Between(nameof(SuccessesToReturn), SuccessesToReturn, 1, 1_000);
    }
}
