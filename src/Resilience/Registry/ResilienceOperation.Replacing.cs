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
        long turn = Interlocked.Increment(ref _turns);
        while (true)
        {
            Generation previous = Volatile.Read(ref _generation);
            Generation next = definition.Apply(Blueprint(definition, previous));
            OperationHandle[] handles = [.. _handles.Values];
            PipelineCore[] cores = [.. handles.Select(handle => handle.Build(next))];
            OperationHold[] holds = Cover(cores);
            bool isPublished;
            lock (_gate)
            {
                if (_isRemoved)
                    return false;
                bool isLate = turn < _published;
                isPublished = !isLate && previous == _generation && holds == _holds && handles.Length == _handles.Count;
                if (!isLate && !isPublished)
                    continue;
                if (isPublished)
                {
                    _published = turn;
                    Volatile.Write(ref _generation, next);
                    for (int i = 0; i < handles.Length; i++)
                        handles[i].Core = cores[i];
                    published();
                }
            }

            AfterReplacement(isPublished ? previous : next, isPublished ? cores : []);
            return true;
        }
    }

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
