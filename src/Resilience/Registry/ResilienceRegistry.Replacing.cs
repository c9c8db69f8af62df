using Resilience.Registry;

namespace Resilience;

public sealed partial class ResilienceRegistry
{
    /// <inheritdoc/>
    public IReadOnlyList<ResilienceOperation> ReplaceAll(IReadOnlyDictionary<string, OperationDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var asked = new List<(ResilienceOperation Operation, OperationDefinition Definition, long Turn)>();
        foreach ((string name, OperationDefinition definition) in definitions)
        {
            if (TryGet(name, out ResilienceOperation? operation))
                asked.Add((operation, definition, operation.TakeTurn()));
        }

        while (true)
        {
            Replacement[] made = Prepare(asked);
            var fates = new ReplacementFate[made.Length];
            lock (_gate)
            {
                for (int i = 0; i < made.Length; i++)
                    fates[i] = asked[i].Operation.FateOf_NeedsLock(made[i]);
                if (fates.Contains(ReplacementFate.Stale))
                    continue;
                for (int i = 0; i < made.Length; i++)
                {
                    if (fates[i] != ReplacementFate.Ready)
                        continue;
                    asked[i].Operation.Publish_NeedsLock(made[i]);
                    _notices.Enqueue(new(RegistryChangeKind.Replaced, RegistryItem.Operation, asked[i].Operation.Name));
                }
            }

            for (int i = 0; i < made.Length; i++)
            {
                if (fates[i] != ReplacementFate.Removed)
                    asked[i].Operation.AfterReplacement(made[i], fates[i] == ReplacementFate.Ready);
            }

            _notices.Drain();
            return [.. asked.Select(static one => one.Operation)];
        }
    }

    private static Replacement[] Prepare(List<(ResilienceOperation Operation, OperationDefinition Definition, long Turn)> asked)
    {
        var made = new Replacement[asked.Count];
        var errors = new List<string>();
        for (int i = 0; i < made.Length; i++)
        {
            try
            {
                made[i] = asked[i].Operation.Prepare(asked[i].Definition, asked[i].Turn);
            }
            catch (InvalidPipelineException error)
            {
                errors.AddRange(error.Errors);
            }
        }

        return errors.Count == 0 ? made : throw new InvalidPipelineException(errors);
    }
}
