using Resilience.FanOut.Balancing;

namespace Resilience;

// Whom to send a request to, and what the answer says about it.
public sealed partial class LoadBalancer<TRequest, TResult>
{
    private const int MostOnStack = 64;

    /// <summary>Asks one of the replicas, and others if that fails and they may be asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The outcome, and whose it is.</returns>
    public async ValueTask<BalancedResult<TResult>> ExecuteOutcomeAsync(TRequest request, CancellationToken cancellationToken = default)
    {
        HashSet<int>? asked = null;
        for (int attempt = 1; ; attempt++)
        {
            Replica<TRequest, TResult> replica = Pick(asked);
            Outcome<TResult> outcome = await AskAsync(replica, request, cancellationToken).ConfigureAwait(false);
            if (outcome.IsSuccess || attempt >= _options.MaxAttempts || attempt >= _replicas.Length || !IsAgainstReplica(outcome, true))
                return new(outcome, replica.Dependency.Name, attempt);
            (asked ??= []).Add(replica.Index);
        }
    }

    private async ValueTask<Outcome<TResult>> AskAsync(
        Replica<TRequest, TResult> replica, TRequest request, CancellationToken cancellationToken)
    {
        double began = Now;
        replica.Begin();
        Outcome<TResult> outcome = default;
        bool isOver = false;
        try
        {
            outcome = await replica.Dependency.CallWithinAsync(request, _options.AttemptTimeout, _clock, cancellationToken)
                .ConfigureAwait(false);
            isOver = true;
        }
        finally
        {
            double now = Now;
            bool? failed = !isOver ? null : outcome.IsSuccess ? false : IsAgainstReplica(outcome, false) ? true : null;
            int inARow = replica.End(now - began, failed, now);
            _outliers?.Ended(replica, inARow, now);
        }

        return outcome;
    }

    private bool IsAgainstReplica(in Outcome<TResult> outcome, bool rejections) =>
        !outcome.IsCancelled && (rejections || !outcome.IsRejected)
        && _options.RetryOn.Matches(FailedAttempt.FromFault(outcome.Fault, outcome.Detail));

    private Replica<TRequest, TResult> Pick(HashSet<int>? asked)
    {
        double now = Now;
        bool isPanicking = IsPanicking(CountEligible(now));
        Span<ReplicaLoad> loads = _replicas.Length <= MostOnStack
            ? stackalloc ReplicaLoad[MostOnStack]
            : new ReplicaLoad[_replicas.Length];
        int count = 0;
        foreach (Replica<TRequest, TResult> replica in _replicas)
        {
            if ((isPanicking || IsEligible(replica, now)) && asked?.Contains(replica.Index) != true)
                loads[count++] = replica.Load(now);
        }

        // All that may be asked have been: then one that may not.
        if (count == 0)
        {
            foreach (Replica<TRequest, TResult> replica in _replicas)
            {
                if (asked?.Contains(replica.Index) != true)
                    loads[count++] = replica.Load(now);
            }
        }

        int chosen = _picker.Pick(loads[..count]);
        if ((uint)chosen >= (uint)count)
            throw new InvalidOperationException($"The picker of load balancer '{Name}' chose {chosen} of {count} replicas.");
        return _replicas[loads[chosen].Index];
    }

    private int CountEligible(double now)
    {
        int count = 0;
        foreach (Replica<TRequest, TResult> replica in _replicas)
            count += IsEligible(replica, now) ? 1 : 0;
        return count;
    }

    private bool IsPanicking(int eligible) => eligible == 0 || eligible < _options.PanicThreshold * _replicas.Length;

    private static bool IsEligible(Replica<TRequest, TResult> replica, double now) =>
        !replica.IsEjected(now) && !replica.Dependency.IsKnownToBeDown;
}
