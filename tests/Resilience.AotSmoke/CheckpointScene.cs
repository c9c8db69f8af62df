using Resilience.Checkpoints;

namespace Resilience.AotSmoke;

/// <summary>A run in files: written, interrupted, resumed, verified and deleted, with contexts by source generation.</summary>
internal static class CheckpointScene
{
    private static readonly RunKey _run = new("plan-analysis", "PDM2024 ÁÉ/..");

    public static async Task RunAsync()
    {
        Stage.Scene("checkpoints");
        string folder = Directory.CreateTempSubdirectory("resilience-").FullName;
        try
        {
            var keys = new CheckpointKeyRing(new CheckpointKey(1, "0123456789abcdef0123456789abcdef"u8));
            await StoreAsync(new FileCheckpointStore(folder, new() { Protection = CheckpointProtection.Encrypt, Keys = keys }));
            await StoreAsync(new InMemoryCheckpointStore());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StoreAsync(ICheckpointStore store)
    {
        var serializer = new CheckpointSerializer<SmokeContext>(SmokeJson.Default.SmokeContext);
        Stage.Say("store", store.GetType().Name);
        await using (IRunLease lease = await store.AcquireAsync(_run))
        {
            await lease.AppendAsync(Draft(CheckpointKind.Started, null, serializer.Serialize(new SmokeContext("input", []))));
            await lease.AppendAsync(Draft(CheckpointKind.Stage, "A", serializer.Serialize(new SmokeContext(new string('x', 9000), [1, 2]))));
            await Stage.TryAsync("second owner", () => store.AcquireAsync(_run));
            Stage.Try("half a pair", () => serializer.Serialize(new SmokeContext("\uD800", [])).RawLength);
        }

        await foreach (RunHead head in store.ListRunsAsync())
            Stage.Say("run", $"{head.Run} {head.Status} {head.Last!.Metadata.Stage}");
        await using (IRunLease lease = await store.AcquireAsync(_run))
        {
            SmokeContext context = serializer.Deserialize((await lease.ReadAsync(2)).Payload);
            Stage.Say("resumed", $"{lease.FencingToken} {lease.History.Count} {context.Text.Length} {string.Join(' ', context.Pages)}");
            await lease.AppendAsync(Draft(CheckpointKind.Finished, null, default));
        }

        CheckpointVerification verified = (await store.VerifyAsync(_run))!;
        Stage.Say("verified", $"{verified.IsIntact} {verified.Records}");
        Stage.Say("pruned", await store.PruneAsync(new RetentionPolicy { MaxRuns = 0 }));
        Stage.Say("left", await store.FindRunAsync(_run) is null);
    }

    private static CheckpointDraft Draft(CheckpointKind kind, string? stage, CheckpointPayload payload) =>
        new(new CheckpointMetadata { Kind = kind, DefinitionHash = "d", Stage = stage, Status = CheckpointStatus.Completed }, payload);
}
