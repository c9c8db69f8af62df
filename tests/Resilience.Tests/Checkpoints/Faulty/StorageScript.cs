using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;

namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>Writes records to a <see cref="FaultyDisk"/> and remembers which it tried to write and which were acknowledged.</summary>
internal sealed class StorageScript(RunKey run, bool readable = false)
{
    private readonly List<string> _attempted = [];
    private readonly List<string> _acknowledged = [];

    public FaultyDisk Disk { get; } = new();

    public FileCheckpointStore Store() => new(Disk.OpenRoot, new() { Host = "host", WriteReadableMetadata = readable });

    /// <summary>Starts or resumes the run and appends stages; an append that failed is tried once more on the same lease.</summary>
    public async Task RunAsync(params string[] stages)
    {
        await using IRunLease lease = await Store().AcquireAsync(run);
        if (lease.History.Count == 0)
            await AppendAsync(lease, Drafts.Started(), "started");
        foreach (string stage in stages)
        {
            try
            {
                await AppendAsync(lease, Drafts.Stage(stage, $"context after {stage}"), stage);
            }
            catch (CheckpointException)
            {
                await AppendAsync(lease, Drafts.Stage(stage, $"context after {stage}"), stage);
            }
        }
    }

    /// <summary>Runs something, and gives back the declared exception that it ended with.</summary>
    public static async Task<Exception?> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception error) when (error is CheckpointException or CrashException)
        {
            return error;
        }
    }

    /// <summary>Acknowledged ⊆ recovered ⊆ attempted, in order, and all of it intact.</summary>
    public async Task CheckAsync(string because)
    {
        FileCheckpointStore store = Store();
        await using IRunLease lease = await store.AcquireAsync(run);
        var recovered = new List<string>();
        foreach (CheckpointInfo info in lease.History.Where(static info => info.HasPayload))
        {
            string name = info.Metadata.Stage ?? "started";
            recovered.Add(name);
            string expected = name == "started" ? "input" : $"context after {name}";
            Drafts.Text(await store.ReadAsync(run, info.Sequence)).Should().Be(expected, because);
        }

        recovered.Where(_acknowledged.Contains).Should().Equal(_acknowledged, because);
        recovered.Should().OnlyHaveUniqueItems(because);
        recovered.Except(_attempted).Should().BeEmpty(because);
        (await store.VerifyAsync(run))?.IsIntact.Should().BeTrue(because);
    }

    /// <summary>Cuts the last record short, as no acknowledged one ever is; it no longer counts as acknowledged.</summary>
    public void TearLast()
    {
        using StorageFolder root = Disk.OpenRoot(false)!;
        using StorageFolder folder = root.OpenFolder(run.Pipeline)!.OpenFolder(run.RunId)!;
        string name = RecordNames.Of(folder.Names().Max(RecordNames.Sequence));
        byte[] bytes = new byte[200];
        using (StorageFile whole = folder.Open(name)!)
            whole.Read(0, bytes);
        folder.Delete(name);
        using (StorageFile torn = folder.Create(name))
        {
            torn.Write(0, bytes);
            torn.Flush();
        }

        folder.Flush();
        _acknowledged.RemoveAt(_acknowledged.Count - 1);
    }

    private async Task AppendAsync(IRunLease lease, CheckpointDraft draft, string name)
    {
        _attempted.Add(name);
        await lease.AppendAsync(draft);
        _acknowledged.Add(name);
    }
}
