using System.Runtime.CompilerServices;

namespace Resilience;

/// <summary>
/// A question about the health of one thing, asked again and again by a <see cref="HealthMonitor"/>. The function is called on the thread
/// pool, never twice at once. What it throws, and that it takes too long, means that the thing is unhealthy.
/// </summary>
public sealed class HealthProbe
{
    /// <summary>Makes a probe.</summary>
    /// <param name="name">The name, unique in a monitor.</param>
    /// <param name="check">Says whether it works. The token is cancelled when the time is up, and when the monitor stops.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="check"/> is null.</exception>
    [OverloadResolutionPriority(3)]
    public HealthProbe(string name, Func<CancellationToken, ValueTask<bool>> check)
        : this(name, check, async token => HealthVerdict.FromBoolean(await check(token).ConfigureAwait(false)))
    {
    }

    /// <summary>Makes a probe that can say more than yes and no.</summary>
    /// <inheritdoc cref="HealthProbe(string, Func{CancellationToken, ValueTask{bool}})"/>
    [OverloadResolutionPriority(2)]
    public HealthProbe(string name, Func<CancellationToken, ValueTask<HealthVerdict>> check)
        : this(name, check, check)
    {
    }

    /// <inheritdoc cref="HealthProbe(string, Func{CancellationToken, ValueTask{bool}})"/>
    [OverloadResolutionPriority(1)]
    public HealthProbe(string name, Func<CancellationToken, Task<bool>> check)
        : this(name, check, async token => HealthVerdict.FromBoolean(await check(token).ConfigureAwait(false)))
    {
    }

    /// <inheritdoc cref="HealthProbe(string, Func{CancellationToken, ValueTask{HealthVerdict}})"/>
    public HealthProbe(string name, Func<CancellationToken, Task<HealthVerdict>> check)
        : this(name, check, token => new ValueTask<HealthVerdict>(check(token)))
    {
    }

    /// <summary>Makes a probe that asks synchronously.</summary>
    /// <inheritdoc cref="HealthProbe(string, Func{CancellationToken, ValueTask{bool}})"/>
    [OverloadResolutionPriority(1)]
    public HealthProbe(string name, Func<bool> check)
        : this(name, check, _ => new(HealthVerdict.FromBoolean(check())))
    {
    }

    /// <summary>Makes a probe that asks synchronously, and can say more than yes and no.</summary>
    /// <inheritdoc cref="HealthProbe(string, Func{CancellationToken, ValueTask{bool}})"/>
    public HealthProbe(string name, Func<HealthVerdict> check)
        : this(name, check, _ => new(check()))
    {
    }

    private HealthProbe(string name, Delegate given, Func<CancellationToken, ValueTask<HealthVerdict>> check)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(given, nameof(check));
        Name = name;
        Check = check;
    }

    /// <summary>The name, unique in a monitor.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether the application cannot do without it: then it makes the whole unhealthy, otherwise only degraded. Default: false.
    /// </summary>
    public bool Critical { get; init; }

    /// <summary>After what time a check counts as failed: 1 ms to 49 days. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time from the beginning of one check to that of the next: 10 ms to 49 days; null, the default, for the monitor's
    /// (<see cref="HealthMonitorOptions.Interval"/>). A check that takes longer delays the next one.
    /// </summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>
    /// By which share of the interval each one is shortened or lengthened at random, so that probes do not come in step: 0 to 0.5.
    /// Default: 0.1.
    /// </summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>
    /// How many checks in a row must be worse than the state for it to become worse: 1 to 100. Default: 2. The first check of all counts at
    /// once.
    /// </summary>
    public int FailureThreshold { get; init; } = 2;

    /// <summary>How many checks in a row must be better than the state for it to become better: 1 to 100. Default: 2.</summary>
    public int SuccessThreshold { get; init; } = 2;

    /// <summary>What is asked, for people; null, the default, for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Words to group probes by. None by default.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    internal Func<CancellationToken, ValueTask<HealthVerdict>> Check { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
