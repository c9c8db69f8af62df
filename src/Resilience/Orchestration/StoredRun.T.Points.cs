namespace Resilience.Orchestration;

// Where a run may go on.
internal sealed partial class StoredRun<T>
{
    private static void CheckFork(RunHistory history)
    {
        if (history.Started!.Metadata.Properties.TryGetValue(RecordProperties.ForkedRecords, out string? text)
            && long.TryParse(text, out long expected)
            && history.Copied < expected)
        {
            throw new RunException(
                RunError.ForkIncomplete,
                $"The run {history.Started.Run} was being forked when that was interrupted. Delete it from the store, and fork again.");
        }
    }

    private void CheckInput(RunHistory history, string hash)
    {
        if (history.Started!.Metadata.InputHash != hash)
        {
            throw new RunException(
                RunError.InputMismatch,
                $"There is a run {key} already, with another input. Use another run id, or {nameof(Orchestrator<>.ResumeAsync)}.");
        }
    }

    /// <summary>Where the run goes on, and whether that takes back records.</summary>
    /// <exception cref="RunException">The pipeline has changed, and its policy does not allow to go on.</exception>
    private (int Position, bool Restarts) ResumePoint(RunHistory history)
    {
        CheckFork(history);
        int done = history.Stages.Count;
        if (history.Last!.Metadata.DefinitionHash == settings.Definition.Hash
            || (settings.DefinitionChange.AllowsPrefix && IsUnchangedUpTo(history, done)))
        {
            return (done, false);
        }

        if (settings.DefinitionChange.RestartStage is not { } stage)
        {
            throw new RunException(
                RunError.DefinitionChanged,
                $"The pipeline {key.Pipeline} has changed since the run {key} was interrupted after {done} stage(s). Its policy "
                + $"for that is '{settings.DefinitionChange}'; {nameof(Orchestrator<>.ResumeFromAsync)} and "
                + $"{nameof(Orchestrator<>.ForkAsync)} go on from a stage of your choice.");
        }

        // What it has not come to needs no going back.
        int position = settings.Definition.PositionOf(stage)!.Value;
        if (done <= position && IsUnchangedUpTo(history, done))
            return (done, false);
        CheckReached(history, position, key);
        return (position, true);
    }

    private bool IsUnchangedUpTo(RunHistory history, int done) =>
        done <= settings.Stages.Length
        && (done == 0
            || history.Stages[done - 1].Metadata.Properties.GetValueOrDefault(RecordProperties.Prefix)
                == settings.Definition.HashUpTo(done - 1));

    /// <summary>All stages before the position must have been done, as the pipeline has them now.</summary>
    private void CheckReached(RunHistory history, int position, RunKey run)
    {
        CheckFork(history);
        for (int i = 0; i < position; i++)
        {
            string expected = settings.Stages[i].Info.Name;
            if (i < history.Stages.Count && history.Stages[i].Metadata.Stage == expected)
                continue;
            throw new RunException(
                RunError.StageNotReached,
                $"The run {run} cannot go on at {settings.Stages[position].Info}: it has no record of {expected} in its place.");
        }
    }
}
