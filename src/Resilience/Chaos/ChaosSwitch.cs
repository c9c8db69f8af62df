using System.Globalization;
using Resilience.Chaos;
using Resilience.Statistics;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Turns chaos on and off while the program runs: shared by any number of strategies in any pipelines. Thread-safe. While it is off they
/// cost next to nothing.
/// </summary>
public sealed class ChaosSwitch
{
    private readonly StripedCounter _decisions = new();
    private readonly StripedCounter _injections = new();
    private readonly StripedCounter _shadowed = new();
    private volatile bool _enabled;
    private volatile RateOverride? _rate;

    /// <summary>Creates a switch.</summary>
    /// <param name="enabled">Whether it begins turned on.</param>
    /// <param name="name">The name in messages.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ChaosSwitch(bool enabled = true, string name = "chaos")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _enabled = enabled;
    }

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>Whether anything is injected; may be changed at any time, and holds for attempts that begin afterwards.</summary>
    public bool Enabled
    {
        get => _enabled;
        set => _enabled = value;
    }

    /// <summary>
    /// The share of attempts that are hit, from 0 to 1, instead of what each strategy says; null, the default, leaves it to them. May be
    /// changed at any time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0 or more than 1.</exception>
    public double? Rate
    {
        get => _rate?.Value;
        set => _rate = value is { } rate ? new(Require.Between(rate, 0.0, 1.0, nameof(Rate))) : null;
    }

    /// <summary>What the switch is set to, and what happened behind it so far.</summary>
    public ChaosSwitchSnapshot Snapshot() => new(Name, Enabled, Rate, _decisions.Sum(), _injections.Sum(), _shadowed.Sum());

    /// <summary>One line with settings and counts.</summary>
    public override string ToString()
    {
        ChaosSwitchSnapshot now = Snapshot();
        string rate = now.Rate is { } share ? string.Create(CultureInfo.InvariantCulture, $", rate {share:0.####}") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{Name} ({(now.Enabled ? "on" : "off")}{rate}, {now.Injections} injected of {now.Decisions})");
    }

    internal void CountDecision() => _decisions.Increment();

    internal void CountInjection() => _injections.Increment();

    internal void CountShadowed() => _shadowed.Increment();
}
