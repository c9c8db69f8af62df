using System.Runtime.CompilerServices;
using Resilience.FanOut;

namespace Resilience;

/// <summary>
/// Something by name that answers requests, with what protects the call to it. Used by fan-out groups, failover chains and load balancers;
/// one of them may share it with others, and all count in the same statistics.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the answer.</typeparam>
public sealed partial class Dependency<TRequest, TResult>
{
    private readonly Func<TRequest, CancellationToken, ValueTask<TResult>> _call;
    private readonly StatisticsKeeper _statistics = new();
    private OnceInitialized? _initialized;

    /// <summary>Makes a dependency.</summary>
    /// <param name="name">The name, unique in a group.</param>
    /// <param name="call">Makes the call.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="call"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public Dependency(string name, Func<TRequest, CancellationToken, ValueTask<TResult>> call)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(call);
        Name = name;
        _call = call;
    }

    /// <inheritdoc cref="Dependency{TRequest, TResult}(string, Func{TRequest, CancellationToken, ValueTask{TResult}})"/>
    public Dependency(string name, Func<TRequest, CancellationToken, Task<TResult>> call)
        : this(name, call is null ? null! : (request, token) => new ValueTask<TResult>(call(request, token)))
    {
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Protects the call; null, the default, for a call that is made as it is.</summary>
    public ResiliencePipeline? Pipeline { get; init; }

    /// <summary>
    /// A circuit breaker around the call and <see cref="Pipeline"/>; null, the default, for none. Unlike one in the pipeline it also hears
    /// of calls that a group has given up at its deadline. Do not put the same one in the pipeline.
    /// </summary>
    public CircuitBreaker? CircuitBreaker { get; init; }

    /// <summary>
    /// Done once before the first call, shared by all who wait for it, and again before the next call if it failed; null, the default, for
    /// nothing. Its token is cancelled when the time for it is over, never because one of those who wait gives up.
    /// </summary>
    public Func<CancellationToken, ValueTask>? Initialize { get; init; }

    /// <summary>
    /// The health of what is called; null, the default, if nobody knows. Chains and balancers leave out what is unhealthy.
    /// </summary>
    public IHealthSource? Health { get; init; }

    /// <summary>Its share of the calls of a balancer that weighs, beside that of the others: 1 to 1,000. Default: 1.</summary>
    public int Weight { get; init => field = Timing.Require.Between(value, 1, 1_000, nameof(Weight)); } = 1;

    /// <summary>What cannot be done with it, for the application's users; null, the default, if nothing is missing.</summary>
    public string? Limitation { get; init; }

    /// <summary>What it is, for people; null, the default, for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The state of its own circuit breaker; null if it has none.</summary>
    public CircuitState? CircuitState => CircuitBreaker?.State;

    internal StatisticsKeeper Counts => _statistics;

    /// <summary>What has been counted of its calls.</summary>
    public DependencyStatistics Statistics => _statistics.Snapshot();

    /// <summary>Begins to count anew, and closes its own circuit.</summary>
    public void Reset()
    {
        _statistics.Reset();
        CircuitBreaker?.Reset();
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
