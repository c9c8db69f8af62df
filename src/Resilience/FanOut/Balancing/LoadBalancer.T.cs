using Resilience.FanOut;
using Resilience.FanOut.Balancing;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Sends each request to one of several replicas that answer the same: to a good one, by how their calls went, leaving out those that are
/// unhealthy or worse than the others. Safe to use from many threads; see <c>docs/failover-and-routing.md</c>.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the answer.</typeparam>
public sealed partial class LoadBalancer<TRequest, TResult> : ILoadBalancer
{
    private readonly Replica<TRequest, TResult>[] _replicas;
    private readonly LoadBalancerOptions _options;
    private readonly TimeProvider _clock;
    private readonly IReplicaPicker _picker;
    private readonly OutlierWatch<TRequest, TResult>? _outliers;
    private readonly long _origin;

    /// <summary>Makes a balancer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="replicas">The replicas: one at least, with different names.</param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    /// <param name="random">Chance; the shared one if null. It must be safe to use from many threads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="replicas"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty, there are no replicas, two have one name, or options are out of their ranges.
    /// </exception>
    public LoadBalancer(
        string name,
        IEnumerable<Dependency<TRequest, TResult>> replicas,
        LoadBalancerOptions? options = null,
        TimeProvider? timeProvider = null,
        Random? random = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        options ??= new();
        OptionErrors.Check($"load balancer '{name}'", options.Validate);
        Name = name;
        _options = options.Copy();
        _clock = timeProvider ?? TimeProvider.System;
        _origin = _clock.GetTimestamp();
        random ??= Random.Shared;
        _picker = options.Picker ?? Pickers.Of(options.Policy, random);
        _replicas =
        [
            .. DependencyList.Check(name, replicas).Select((replica, i) => new Replica<TRequest, TResult>(replica, i, _options)),
        ];
        _outliers = _options.Ejection is { } ejection ? new(_replicas, ejection, random) : null;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The replicas.</summary>
    public IReadOnlyList<Dependency<TRequest, TResult>> Replicas => [.. _replicas.Select(static replica => replica.Dependency)];

    private double Now => _clock.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>Asks one, and throws if it does not answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RejectedException">The replica that was asked last refused.</exception>
    /// <exception cref="Exception">What the replica that was asked last has thrown.</exception>
    public async ValueTask<TResult> ExecuteAsync(TRequest request, CancellationToken cancellationToken = default)
    {
        BalancedResult<TResult> result = await ExecuteOutcomeAsync(request, cancellationToken).ConfigureAwait(false);
        result.Outcome.ThrowIfNotSuccess();
        return result.Outcome.Result;
    }

    /// <inheritdoc/>
    public LoadBalancerSnapshot Snapshot()
    {
        double now = Now;
        long all = Math.Max(1, _replicas.Sum(static replica => replica.Calls));
        return new(Name, _options.Policy, IsPanicking(CountEligible(now)),
        [
            .. _replicas.Select(replica =>
            {
                ReplicaLoad load = replica.Load(now);
                Dependency<TRequest, TResult> dependency = replica.Dependency;
                return new ReplicaSnapshot(
                    new(dependency.Name, dependency.CircuitState, dependency.Health?.State, dependency.Statistics),
                    (double)replica.Calls / all,
                    replica.IsEjected(now) ? TimeSpan.FromSeconds(replica.EjectedFor(now)) : null,
                    load.Outstanding,
                    TimeSpan.FromSeconds(load.LatencySeconds),
                    load.FailureRate);
            }),
        ]);
    }

    /// <inheritdoc/>
    public bool Reset(string replica)
    {
        ArgumentNullException.ThrowIfNull(replica);
        if (Array.Find(_replicas, known => known.Dependency.Name == replica) is not { } found)
            return false;
        found.Reset();
        return true;
    }

    /// <summary>The name, the policy and the replicas.</summary>
    public override string ToString() =>
        $"load balancer '{Name}' ({_options.Policy}): {string.Join(", ", _replicas.Select(static replica => replica.Dependency.Name))}";
}
