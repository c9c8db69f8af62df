using Microsoft.Extensions.Logging;
using Resilience.FanOut;
using Resilience.FanOut.Failover;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Asks the first of several providers, and the next one if it fails, refuses or is known to be unavailable. A provider that has failed
/// often is left alone for a time, and has to prove itself before it is preferred again. Safe to use from many threads; see
/// <c>docs/failover-and-routing.md</c>.
/// </summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResult">The type of the answer.</typeparam>
public sealed partial class FailoverChain<TRequest, TResult> : IFailoverChain
{
    private readonly Provider<TRequest, TResult>[] _providers;
    private readonly FailoverOptions _options;
    private readonly TimeProvider _clock;
    private readonly Rejection _none;
    private readonly Subscribers<FailoverChange> _subscribers;
    private long _requests;
    private long _failedOver;
    private long _exhausted;

    /// <summary>Makes a chain.</summary>
    /// <param name="name">The name.</param>
    /// <param name="providers">The providers, the preferred one first: one at least, with different names.</param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="providers"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty, there are no providers, two have one name, or options are out of their ranges.
    /// </exception>
    public FailoverChain(
        string name,
        IEnumerable<Dependency<TRequest, TResult>> providers,
        FailoverOptions? options = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        options ??= new();
        OptionErrors.Check($"failover '{name}'", options.Validate);
        Name = name;
        _options = options.Copy();
        _clock = timeProvider ?? TimeProvider.System;
        _none = new(RejectionReason.DependencyUnhealthy, name);
        ILogger? logger = options.Logger;
        _subscribers = new(error =>
        {
            if (logger is not null)
                FanOutLog.HandlerFailed(logger, error, name);
        });
        _providers =
        [
            .. DependencyList.Check(name, providers).Select((provider, i) => new Provider<TRequest, TResult>(
                provider,
                i == 0,
                new(options.FailuresToLeave, options.SuccessesToReturn, Units(options.Recovery), Units(options.MaxRecovery)))),
        ];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The providers, the preferred one first.</summary>
    public IReadOnlyList<Dependency<TRequest, TResult>> Providers => [.. _providers.Select(static provider => provider.Dependency)];

    /// <summary>Asks, and throws if nobody answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer, and who has given it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RejectedException">No provider could be asked, or the last one refused.</exception>
    /// <exception cref="Exception">What the last provider that was asked has thrown.</exception>
    public async ValueTask<FailoverResult<TResult>> ExecuteAsync(TRequest request, CancellationToken cancellationToken = default)
    {
        FailoverResult<TResult> result = await ExecuteOutcomeAsync(request, cancellationToken).ConfigureAwait(false);
        result.Outcome.ThrowIfNotSuccess();
        return result;
    }

    /// <summary>Has a handler told of providers that become available or unavailable by how their calls go.</summary>
    /// <param name="handler">Called on the thread pool, in order. What it throws is logged (1240); it holds up nobody else.</param>
    /// <returns>To be disposed of when no more is to be told.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public IDisposable Subscribe(Action<FailoverChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _subscribers.Add(handler);
    }

    /// <inheritdoc/>
    public FailoverSnapshot Snapshot()
    {
        long now = _clock.GetTimestamp();
        ProviderSnapshot[] providers = [.. _providers.Select(provider => provider.Snapshot(units => _clock.GetElapsedTime(0, units), now))];
        return new(
            Name,
            Array.Find(providers, static provider => provider.IsAvailable)?.Dependency.Name,
            Interlocked.Read(ref _requests),
            Interlocked.Read(ref _failedOver),
            Interlocked.Read(ref _exhausted),
            providers);
    }

    /// <inheritdoc/>
    public bool Reset(string provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (Array.Find(_providers, known => known.Dependency.Name == provider) is not { } found)
            return false;
        found.Dependency.Reset();
        if (found.Availability.Reset())
            Tell(found, null);
        return true;
    }

    /// <inheritdoc/>
    public IDisposable Hold(string provider, string holder)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        return (Array.Find(_providers, known => known.Dependency.Name == provider) ?? throw Unknown(provider)).Hold(holder);
    }

    /// <summary>The name and the providers, in order.</summary>
    public override string ToString() =>
        $"failover '{Name}': {string.Join(" → ", _providers.Select(static provider => provider.Dependency.Name))}";

    private ArgumentException Unknown(string provider)
    {
        string names = string.Join(", ", _providers.Select(static known => known.Dependency.Name));
        return new($"Failover '{Name}' has no provider '{provider}'; it has: {names}.", nameof(provider));
    }

    private long Units(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds * _clock.TimestampFrequency);

    private void Tell(Provider<TRequest, TResult> provider, string? code)
    {
        _subscribers.Enqueue(new(provider.Dependency.Name, code is null, _clock.GetUtcNow(), code));
        _subscribers.Tell();
    }
}
