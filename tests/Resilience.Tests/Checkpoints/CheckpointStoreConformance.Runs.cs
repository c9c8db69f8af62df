using CsCheck;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public abstract partial class CheckpointStoreConformance
{
    private static readonly string[] _hostile =
    [
        "a", "A", "a.", "a ", " a", "..", ".", "../..", "/", "/etc/passwd", "\\", "C:\\x", "con", "CON", "nul", "com1", "COM1.txt", "aux",
        "é", "e\u0301", "É", "ﬁ", "fi", "ß", "ss", "İ", "i", "I", "ı", "\0", "\n", "\u202E", "🙂", "-rf", "--", "~", "~a~", "=41", "+a", "%2e%2e",
        "owner.lock", "corrupt", "00000001.ckpt", ".hidden", "*", "?", "a:b", "a|b", "\"", "'", "$HOME", "`x`", "日本", "K", "k",
    ];

    [Fact]
    public async Task Where_a_run_stands_is_said_without_owning_it()
    {
        IRunLease lease = await StartAsync();
        await lease.AppendAsync(Drafts.Stage("A"), Token);
        RunHead live = (await Store.FindRunAsync(Run, Token))!;
        await lease.DisposeAsync();
        RunHead interrupted = (await Store.FindRunAsync(Run, Token))!;
        IRunLease resumed = await Store.AcquireAsync(Run, cancellationToken: Token);
        await resumed.AppendAsync(Drafts.Finished(CheckpointStatus.Degraded), Token);
        await resumed.DisposeAsync();
        RunHead finished = (await Store.FindRunAsync(Run, Token))!;

        live.Should().Be(new RunHead(Run, RunStatus.Live, 2, live.Last));
        interrupted.Should().Be(new RunHead(Run, RunStatus.Interrupted, 2, interrupted.Last));
        interrupted.Last!.Metadata.Stage.Should().Be("A");
        interrupted.Outcome.Should().Be(CheckpointStatus.None);
        finished.Status.Should().Be(RunStatus.Finished);
        finished.Outcome.Should().Be(CheckpointStatus.Degraded);
        finished.Last!.Metadata.TraceHash.Should().Be("hash-of-trace");
    }

    [Fact]
    public async Task A_finished_run_that_somebody_looked_into_is_still_finished()
    {
        await FinishAsync(Run);
        await using (await Store.AcquireAsync(Run, cancellationToken: Token))
            (await Store.FindRunAsync(Run, Token))!.Status.Should().Be(RunStatus.Live);

        RunHead head = (await Store.FindRunAsync(Run, Token))!;

        head.Status.Should().Be(RunStatus.Finished);
        head.Last!.Metadata.Kind.Should().Be(CheckpointKind.Finished);
        head.Records.Should().Be(3);
    }

    [Fact]
    public async Task A_finished_run_that_goes_on_is_no_longer_finished()
    {
        await FinishAsync(Run);
        await using (IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token))
        {
            await lease.AppendAsync(
                new(new() { Kind = CheckpointKind.Restarted, DefinitionHash = Drafts.Definition, Stage = "A" }), Token);
        }

        (await Store.FindRunAsync(Run, Token))!.Status.Should().Be(RunStatus.Interrupted);
        (await Store.DeleteAsync(Run, cancellationToken: Token)).Should().BeFalse();
    }

    [Fact]
    public async Task Runs_are_listed_by_pipeline_and_by_where_they_stand()
    {
        RunKey live = new("p", "live"), interrupted = new("p", "interrupted"), finished = new("p", "finished"), other = new("q", "live");
        await using IRunLease owner = await StartAsync(live);
        await (await StartAsync(interrupted)).DisposeAsync();
        await FinishAsync(finished);
        await (await StartAsync(other)).DisposeAsync();
        await (await Store.AcquireAsync(new RunKey("p", "empty"), cancellationToken: Token)).DisposeAsync();

        (await ListAsync(null)).Should().BeEquivalentTo([live, interrupted, finished, other]);
        (await ListAsync(new() { Pipeline = "p" })).Should().BeEquivalentTo([live, interrupted, finished]);
        (await ListAsync(new() { Pipeline = "P" })).Should().BeEmpty();
        (await ListAsync(new() { Status = RunStatus.Interrupted })).Should().BeEquivalentTo([interrupted, other]);
        (await ListAsync(new() { Pipeline = "p", Status = RunStatus.Live })).Should().BeEquivalentTo([live]);
        (await ListAsync(new() { Status = RunStatus.Damaged })).Should().BeEmpty();
    }

    [Fact]
    public async Task Names_that_look_alike_are_different_runs_and_all_are_listed()
    {
        RunKey[] runs = [.. _hostile.Select(static name => new RunKey("p", name)), .. _hostile.Select(static name => new RunKey(name, "r"))];
        runs = [.. runs, new RunKey(new string('x', 512), new string('Y', 512)), new RunKey(new string('x', 512), new string('Y', 511) + "y")];
        foreach (RunKey run in runs)
        {
            await using IRunLease lease = await Store.AcquireAsync(run, cancellationToken: Token);
            await lease.AppendAsync(Drafts.Started(run.ToString()), Token);
        }

        foreach (RunKey run in runs)
            Drafts.Text(await Store.ReadAsync(run, 1, Token)).Should().Be(run.ToString());
        (await ListAsync(null)).Should().BeEquivalentTo(runs.Distinct());
        (await ListAsync(new() { Pipeline = ".." })).Should().BeEquivalentTo([new RunKey("..", "r")]);
    }

    [Fact]
    public void Every_name_gets_a_run_of_its_own() => Gen.String[1, 40].Array[2, 4].Sample(
        names =>
        {
            ICheckpointStore store = Create(CheckpointProtection.None, null, 1024);
            string[] whole = [.. names.Where(static name => !name.Any(char.IsSurrogate)).Distinct(StringComparer.Ordinal)];
            foreach (string name in whole)
            {
                IRunLease lease = store.AcquireAsync(new RunKey(name, name), cancellationToken: Token).AsTask().GetAwaiter().GetResult();
                lease.FencingToken.Should().Be(1, "nobody else has this name");
                lease.AppendAsync(Drafts.Started(name), Token).AsTask().GetAwaiter().GetResult();
                lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            foreach (string name in whole)
                Drafts.Text(store.ReadAsync(new RunKey(name, name), 1, Token).AsTask().GetAwaiter().GetResult()).Should().Be(name);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public async Task A_finished_run_can_be_deleted_and_its_name_used_again()
    {
        await FinishAsync(Run);

        (await Store.DeleteAsync(Run, cancellationToken: Token)).Should().BeTrue();
        (await Store.DeleteAsync(Run, cancellationToken: Token)).Should().BeFalse();

        (await Store.FindRunAsync(Run, Token)).Should().BeNull();
        (await ListAsync(null)).Should().BeEmpty();
        await using IRunLease again = await Store.AcquireAsync(Run, cancellationToken: Token);
        again.History.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_has_not_finished_is_deleted_only_on_demand_and_a_live_one_never()
    {
        IRunLease lease = await StartAsync();
        (await RefusalOf(() => Store.DeleteAsync(Run, evenUnfinished: true, Token).AsTask())).Should().Be(CheckpointError.RunOwned);
        await lease.DisposeAsync();

        (await Store.DeleteAsync(Run, cancellationToken: Token)).Should().BeFalse();
        (await Store.FindRunAsync(Run, Token))!.Records.Should().Be(1);
        (await Store.DeleteAsync(Run, evenUnfinished: true, Token)).Should().BeTrue();
        (await Store.FindRunAsync(Run, Token)).Should().BeNull();
    }

    [Fact]
    public async Task Retention_by_age_takes_finished_runs_alone()
    {
        await FinishAsync(new RunKey("p", "old"));
        await (await StartAsync(new RunKey("p", "old and interrupted"))).DisposeAsync();
        await using IRunLease live = await StartAsync(new RunKey("p", "old and live"));
        await live.AppendAsync(Drafts.Finished(), Token);
        Time.Advance(TimeSpan.FromDays(2));
        await FinishAsync(new RunKey("p", "new"));

        int deleted = await Store.PruneAsync(new() { MaxAge = TimeSpan.FromDays(1) }, Time, Token);

        deleted.Should().Be(1);
        (await ListAsync(null)).Select(static run => run.RunId).Should().BeEquivalentTo("old and interrupted", "old and live", "new");
    }

    [Fact]
    public async Task Retention_by_count_keeps_the_latest_of_each_pipeline()
    {
        for (int i = 0; i < 4; i++)
        {
            await FinishAsync(new RunKey("p", $"{i}"));
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        await FinishAsync(new RunKey("q", "0"));
        (await Store.PruneAsync(new(), Time, Token)).Should().Be(0);

        int deleted = await Store.PruneAsync(new() { MaxRuns = 2 }, Time, Token);

        deleted.Should().Be(2);
        (await ListAsync(null)).Should().BeEquivalentTo([new RunKey("p", "2"), new RunKey("p", "3"), new RunKey("q", "0")]);
        (await Store.PruneAsync(new() { MaxRuns = 0, Pipeline = "p" }, Time, Token)).Should().Be(2);
        (await ListAsync(null)).Should().BeEquivalentTo([new RunKey("q", "0")]);
    }

    [Fact]
    public async Task An_intact_run_verifies_and_names_its_head()
    {
        await using IRunLease lease = await StartAsync();
        CheckpointInfo last = await lease.AppendAsync(Drafts.Stage("A"), Token);

        CheckpointVerification verified = (await Store.VerifyAsync(Run, Token))!;

        verified.Should().BeEquivalentTo(new CheckpointVerification(Run, 2, last.Hash, []));
        verified.IsIntact.Should().BeTrue();
    }

    private async Task<List<RunKey>> ListAsync(RunQuery? query) =>
        await Store.ListRunsAsync(query, Token).Select(static head => head.Run).ToListAsync(Token);
}
