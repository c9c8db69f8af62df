using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

internal static partial class WrongStores
{
    private static readonly Dictionary<string, Wrongdoing> _ofRuns = new()
    {
        ["takes every run for interrupted"] = Heads(static head => head with { Status = RunStatus.Interrupted }),
        ["takes a damaged run for a finished one"] = Heads(
            static head => head.Status == RunStatus.Damaged ? head with { Status = RunStatus.Finished } : head),
        ["takes only completed runs for finished"] = Heads(
            static head => head.Outcome is CheckpointStatus.Completed or CheckpointStatus.None ? head : head with { Status = RunStatus.Interrupted }),
        ["takes a run for interrupted that somebody looked into"] = Heads(
            static head => head.Records > 2 ? head with { Status = RunStatus.Interrupted } : head),
        ["finds runs that are not there"] = new()
        {
            Head = static head => head ?? new(new("p", "r"), RunStatus.Interrupted, 0, null),
        },
        ["lists one page"] = new() { List = static heads => heads.Take(100) },
        ["lists runs that are not there"] = new()
        {
            List = static heads => heads.Append(new RunHead(new("no", "such"), RunStatus.Interrupted, 0, null)),
        },
        ["lists the runs of all pipelines"] = new() { Query = static query => query is null ? null : query with { Pipeline = null } },
        ["lists other numbers than it finds"] = new() { List = static heads => heads.Select(static head => head with { Records = 1 }) },
        ["tells no upper case from lower"] = new() { Key = static run => Named(run.Pipeline.ToLowerInvariant(), run.RunId.ToLowerInvariant()) },
        ["cuts names"] = new() { Key = static run => Named(First(run.Pipeline, 500), First(run.RunId, 500)) },
        ["joins names"] = new() { Key = static run => Named("p", First($"{run.Pipeline}/{run.RunId}", 500)) },
        ["keeps ASCII alone"] = new() { Key = static run => Named(Ascii(run.Pipeline), Ascii(run.RunId)) },
        ["gives all runs of a pipeline one owner"] = new() { Key = static run => Named(run.Pipeline, "r") },
        ["names a run that has no name"] = new() { Key = static run => run == default ? new("p", "r") : run },
        ["deletes runs that have not finished"] = new() { Delete = static (store, run, _, token) => store.DeleteAsync(run, true, token) },
        ["never deletes runs that have not finished"] = new() { Delete = static (store, run, _, token) => store.DeleteAsync(run, false, token) },
        ["says of every run that it was deleted"] = new()
        {
            Delete = static async (store, run, evenUnfinished, token) => await store.DeleteAsync(run, evenUnfinished, token) || true,
        },
        ["says of live runs that they are not there"] = new()
        {
            Delete = static async (store, run, evenUnfinished, token) =>
                (await store.FindRunAsync(run, token))?.Status != RunStatus.Live && await store.DeleteAsync(run, evenUnfinished, token),
        },
        ["deletes all runs"] = new()
        {
            Delete = static async (store, run, evenUnfinished, token) =>
            {
                bool deleted = await store.DeleteAsync(run, evenUnfinished, token);
                await foreach (RunHead head in store.ListRunsAsync(null, token))
                    await store.DeleteAsync(head.Run, evenUnfinished, token);
                return deleted;
            },
        },
        ["puts nothing aside"] = new() { Quarantined = static _ => [] },
        ["cuts every break off"] = new()
        {
            Acquire = static (store, run, _, token) => store.AcquireAsync(run, new() { Corruption = CorruptionPolicy.UseLastGood }, token),
        },
    };

    private static RunKey Named(string pipeline, string run) => new(pipeline, run);

    private static string First(string text, int most) => text[..Math.Min(text.Length, most)];

    private static string Ascii(string text) => string.Concat(text.Select(static c => c < 0x80 ? c : '?'));
}
