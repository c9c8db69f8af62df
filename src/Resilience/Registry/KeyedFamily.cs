using Resilience.Timing;

namespace Resilience;

/// <summary>One definition, and a component for each key: a tenant, a host, a model. See <c>docs/registry.md</c>.</summary>
public abstract partial class KeyedFamily : IDisposable
{
    private protected KeyedFamily(string name, KeyedFamilyOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Capacity = Require.Between(options.Capacity, 1, 10_000_000);
        IdleTimeout = Require.Between(options.IdleTimeout, TimeSpan.FromSeconds(1), Require.LongestWait);
    }

    /// <summary>The name in metrics. Keys are never told to anybody.</summary>
    public string Name { get; }

    /// <summary>How many keys may have a component of their own.</summary>
    public int Capacity { get; }

    /// <summary>After which time without a look-up a component may be let go of.</summary>
    public TimeSpan IdleTimeout { get; }

    /// <summary>How many keys have a component of their own now.</summary>
    public abstract int Count { get; }

    /// <summary>What the family has counted.</summary>
    public abstract KeyedFamilySnapshot Snapshot();

    /// <summary>
    /// Lets go of all components, and disposes of those that can be. Those that callers hold go on as far as they can.
    /// </summary>
    /// <exception cref="AggregateException">Something threw on disposal, after all were disposed of.</exception>
    public abstract void Dispose();

    /// <summary>The name, and how full the family is.</summary>
    public override string ToString() => $"{Name} ({Require.Text(Count)} of {Require.Text(Capacity)} keys)";

    /// <summary>Lets go of what was idle for long.</summary>
    internal abstract void Sweep();
}
