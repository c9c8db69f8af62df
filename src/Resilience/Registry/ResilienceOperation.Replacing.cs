using Resilience.Pipelines;
using Resilience.Registry;

namespace Resilience;

// Another definition for the same pipelines. Users' code builds it under no lock; it is published in one step.
public sealed partial class ResilienceOperation
{
    private int _isSettling;

    /// <summary>Applies a definition. Of several at the same time, the one that was asked for last stays.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="published">Told, under the gate, when it is in force.</param>
    /// <returns>False if the operation has been removed.</returns>
    internal bool TryReplace(OperationDefinition definition, Action published)
    {
        long turn = TakeTurn();
        while (true)
        {
            Replacement replacement = Prepare(definition, turn);
            ReplacementFate fate;
            lock (_gate)
            {
                fate = FateOf_NeedsLock(replacement);
                if (fate == ReplacementFate.Ready)
                {
                    Publish_NeedsLock(replacement);
                    published();
                }
            }

            if (fate == ReplacementFate.Stale)
                continue;
            if (fate == ReplacementFate.Removed)
                return false;
            AfterReplacement(replacement, fate == ReplacementFate.Ready);
            return true;
        }
    }

    internal long TakeTurn() => Interlocked.Increment(ref _turns);

    /// <summary>Applies a definition without putting it in force. Runs users' code.</summary>
    internal Replacement Prepare(OperationDefinition definition, long turn)
    {
        Generation previous = Volatile.Read(ref _generation);
        Generation next = definition.Apply(Blueprint(definition, previous));
        OperationHandle[] handles = [.. _handles.Values];
        PipelineCore[] cores = [.. handles.Select(handle => handle.Build(next))];
        return new(turn, previous, next, handles, cores, Cover(cores));
    }

    internal ReplacementFate FateOf_NeedsLock(Replacement replacement) =>
        _isRemoved ? ReplacementFate.Removed
        : replacement.Turn < _published ? ReplacementFate.Late
        : replacement.Previous == _generation && replacement.Holds == _holds && replacement.Handles.Length == _handles.Count
            ? ReplacementFate.Ready
            : ReplacementFate.Stale;

    internal void Publish_NeedsLock(Replacement replacement)
    {
        _published = replacement.Turn;
        Volatile.Write(ref _generation, replacement.Next);
        for (int i = 0; i < replacement.Handles.Length; i++)
            replacement.Handles[i].Core = replacement.Cores[i];
    }

    internal void AfterReplacement(Replacement replacement, bool isPublished) => AfterReplacement(
        isPublished ? replacement.Previous : replacement.Next, isPublished ? replacement.Cores : []);

    private void AfterReplacement(Generation gone, PipelineCore[] cores)
    {
        if (!gone.Owned.IsEmpty)
            Retire(gone.Owned);
        SettleInTurn();
        foreach (PipelineCore core in cores)
            LiveCore.Tell(core);
    }

    private void Retire(OwnedComponents owned)
    {
        bool isRemoved;
        lock (_gate)
        {
            isRemoved = _isRemoved;
            _retired = [.. _retired.Where(static earlier => !earlier.IsGone), owned];
        }

        owned.Retire(Definition.Owned);
        if (isRemoved)
            Disposal.Of(owned.Take());
    }

    /// <summary>
    /// Brings what was taken over to the numbers of the definition that is in force. Changes are told to users' handlers, so no lock is
    /// held: whoever comes meanwhile leaves his generation to the one who is at it.
    /// </summary>
    private void SettleInTurn()
    {
        Generation? settled = null;
        while (settled != Volatile.Read(ref _generation) && Interlocked.Exchange(ref _isSettling, 1) == 0)
        {
            try
            {
                settled = Volatile.Read(ref _generation);
                settled.Settle();
            }
            finally
            {
                Volatile.Write(ref _isSettling, 0);
            }
        }
    }
}
