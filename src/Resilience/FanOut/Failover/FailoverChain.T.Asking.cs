using Resilience.FanOut.Failover;

namespace Resilience;

// Whom to ask, and what their answers say about them.
public sealed partial class FailoverChain<TRequest, TResult>
{
    /// <summary>Asks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>
    /// The outcome, and whose it is: a success, a failure that no other provider is asked about, or that of the last provider; a rejection
    /// (<see cref="RejectionReason.DependencyUnhealthy"/>) if none could be asked.
    /// </returns>
    public async ValueTask<FailoverResult<TResult>> ExecuteOutcomeAsync(TRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _requests);
        if (cancellationToken.IsCancellationRequested)
            return new(Outcome.Cancelled<TResult>(cancellationToken), null, false, null, []);
        long started = _clock.GetTimestamp();
        FailoverResult<TResult>? last = await AskAsync(request, started, onlyAvailable: true, [], cancellationToken).ConfigureAwait(false);
        // What is known may be wrong: before nobody is asked at all, everybody is.
        if (last is null && !_options.AvailableOnly)
            last = await AskAsync(request, started, onlyAvailable: false, [], cancellationToken).ConfigureAwait(false);
        FailoverResult<TResult> result = last ?? new(Outcome.Rejected<TResult>(_none), null, false, null, []);
        if (result.Outcome.IsSuccess && result.IsFallback)
            Interlocked.Increment(ref _failedOver);
        else if (!result.Outcome.IsSuccess && !result.Outcome.IsCancelled)
            Interlocked.Increment(ref _exhausted);
        return result;
    }

    /// <returns>Null if there was nobody to ask.</returns>
    private async ValueTask<FailoverResult<TResult>?> AskAsync(
        TRequest request, long started, bool onlyAvailable, FailoverAttempt[] failed, CancellationToken cancellationToken)
    {
        FailoverResult<TResult>? last = null;
        foreach (Provider<TRequest, TResult> provider in _providers)
        {
            if (!TryTake(provider, onlyAvailable, out bool isTrial))
                continue;
            TimeSpan left = _options.Timeout - _clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                provider.Availability.Passed(isTrial);
                break;
            }

            long began = _clock.GetTimestamp();
            Outcome<TResult> outcome = await provider.Dependency.CallWithinAsync(
                request, left < _options.AttemptTimeout ? left : _options.AttemptTimeout, _clock, cancellationToken).ConfigureAwait(false);
            bool goesOn = Learn(provider, outcome, isTrial);
            last = new(outcome, provider.Dependency.Name, !provider.IsFirst, provider.Dependency.Limitation, failed);
            if (!goesOn)
                return last;
            failed = [.. failed, new(provider.Dependency.Name, outcome.Code!, _clock.GetElapsedTime(began))];
        }

        return last;
    }

    private bool TryTake(Provider<TRequest, TResult> provider, bool onlyAvailable, out bool isTrial)
    {
        isTrial = false;
        if (provider.IsHeld)
            return false;
        if (!onlyAvailable)
            return true;
        if (provider.Dependency.IsKnownToBeDown)
            return false;
        return provider.Availability.IsAvailable || (isTrial = provider.Availability.TryBeginTrial(_clock.GetTimestamp()));
    }

    /// <returns>Whether the next provider is to be asked.</returns>
    private bool Learn(Provider<TRequest, TResult> provider, in Outcome<TResult> outcome, bool isTrial)
    {
        Availability availability = provider.Availability;
        if (outcome.IsSuccess)
        {
            if (availability.Succeeded(isTrial))
                Tell(provider, null);
            return false;
        }

        if (outcome.IsCancelled)
        {
            availability.Passed(isTrial);
            return false;
        }

        bool goesOn = _options.FailoverOn.Matches(FailedAttempt.FromFault(outcome.Fault, outcome.Detail));
        // What was refused on this side, and what would have failed anywhere, is not the provider's fault.
        if (!goesOn || outcome.IsRejected)
            availability.Passed(isTrial);
        else if (availability.Failed(isTrial, _clock.GetTimestamp()))
            Tell(provider, outcome.Code);
        return goesOn;
    }
}
