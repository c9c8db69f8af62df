using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public abstract partial class CheckpointStoreConformance
{
    [Fact]
    public async Task A_run_that_nobody_started_has_an_owner_and_no_records()
    {
        await using IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token);

        lease.Run.Should().Be(Run);
        lease.FencingToken.Should().Be(1);
        lease.History.Should().BeEmpty();
        lease.Quarantined.Should().BeEmpty();
        (await Store.FindRunAsync(Run, Token)).Should().BeNull();
        (await Store.VerifyAsync(Run, Token)).Should().BeNull();
        (await HistoryAsync(Run)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_appended_comes_back_as_it_was()
    {
        var data = new CheckpointMetadata
        {
            Kind = CheckpointKind.Stage,
            DefinitionHash = "dé\"\\\u2028\u0000finition",
            Stage = "ANÁLISIS 🙂",
            Status = CheckpointStatus.Mitigated,
            Attempt = int.MaxValue,
            Mitigation = 7,
            StartedAt = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(-5)).AddTicks(1),
            EndedAt = DateTimeOffset.MaxValue,
            Code = "failure.timeout",
            InputHash = "in",
            TraceHash = "trace",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Properties = new Dictionary<string, string> { ["b"] = "", ["a"] = "\t<>&'" },
        };
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(static i => (byte)(i * 31))];
        await using IRunLease lease = await StartAsync();

        CheckpointInfo written = await lease.AppendAsync(new CheckpointDraft(data, Drafts.Payload(bytes)), Token);
        CheckpointRecord? read = await Store.ReadAsync(Run, 2, Token);
        CheckpointRecord own = await lease.ReadAsync(2, Token);

        read!.Payload.Bytes.ToArray().Should().Equal(bytes);
        own.Payload.Bytes.ToArray().Should().Equal(bytes);
        read.Payload.Schema.Should().Be(new PayloadSchema("bytes/1", 1, "shape"));
        read.Info.Should().BeEquivalentTo(written);
        read.Info.Metadata.Should().BeEquivalentTo(data);
        read.Info.Metadata.StartedAt!.Value.Offset.Should().Be(TimeSpan.FromHours(-5));
        read.Info.RecordedAt.Should().Be(Time.GetUtcNow());
        read.Info.StoredLength.Should().Be(bytes.Length);
    }

    [Fact]
    public async Task Records_are_chained_and_the_first_is_bound_to_pipeline_run_and_definition()
    {
        await using (IRunLease lease = await StartAsync())
            await lease.AppendAsync(Drafts.Stage("A"), Token);
        await using (IRunLease other = await StartAsync(new RunKey(Run.Pipeline, "other")))
            other.History[0].PreviousHash.Should().NotBe((await HistoryAsync(Run))[0].PreviousHash);

        List<CheckpointInfo> history = await HistoryAsync(Run);

        history.Select(static info => info.Sequence).Should().Equal(1, 2);
        history[1].PreviousHash.Should().Be(history[0].Hash);
        history.Should().OnlyContain(static info => info.Hash.Length == 64);
    }

    [Fact]
    public async Task A_payload_without_bytes_is_another_thing_than_none()
    {
        await using IRunLease lease = await StartAsync();
        await lease.AppendAsync(Drafts.Stage("A", ""), Token);
        await lease.AppendAsync(Drafts.Intent("A", 1), Token);

        (await Store.ReadAsync(Run, 2, Token))!.Payload.Exists.Should().BeTrue();
        (await Store.ReadAsync(Run, 3, Token))!.Payload.Exists.Should().BeFalse();
        lease.History.Select(static info => info.HasPayload).Should().Equal(true, true, false);
    }

    [Fact]
    public async Task A_record_that_does_not_exist_is_null_to_readers_and_an_error_to_the_owner()
    {
        await using IRunLease lease = await StartAsync();

        foreach (long place in (long[])[long.MinValue, -1, 0, 2, long.MaxValue])
        {
            (await Store.ReadAsync(Run, place, Token)).Should().BeNull();
            (await RefusalOf(() => lease.ReadAsync(place, Token).AsTask())).Should().Be(CheckpointError.NotFound);
        }

        (await Store.ReadAsync(new RunKey("no", "such"), 1, Token)).Should().BeNull();
    }

    [Fact]
    public async Task The_first_record_says_that_the_run_began_and_no_other_does()
    {
        await using IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token);

        await Append(Drafts.Stage("A")).Should().ThrowAsync<ArgumentException>();
        await lease.AppendAsync(Drafts.Started(), Token);
        await Append(Drafts.Started()).Should().ThrowAsync<ArgumentException>();
        await lease.AppendAsync(Drafts.Stage("A"), Token);

        lease.History.Should().HaveCount(2);
        Func<Task> Append(CheckpointDraft draft) => () => lease.AppendAsync(draft, Token).AsTask();
    }

    public static TheoryData<CheckpointDraft> MalformedDrafts => [
        With(static data => data with { Kind = CheckpointKind.Owned }),
        With(static data => data with { Kind = (CheckpointKind)99 }),
        With(static data => data with { Status = (CheckpointStatus)99 }),
        With(static data => data with { Stage = null }),
        With(static data => data with { Stage = "" }),
        With(static data => data with { Stage = new string('s', 257) }),
        With(static data => data with { Stage = "half \uD83D" }),
        With(static data => data with { DefinitionHash = "" }),
        With(static data => data with { Code = "\uDC00" }),
        With(static data => data with { Attempt = -1 }),
        With(static data => data with { Mitigation = -1 }),
        With(static data => data with { TraceParent = new string('t', 129) }),
        With(static data => data with { Properties = new Dictionary<string, string> { ["a"] = "\uD800" } }),
        With(static data => data with { Properties = new Dictionary<string, string> { ["a"] = new string('v', 16 * 1024) } }),
        With(static data => data with { Properties = Enumerable.Range(0, 65).ToDictionary(static i => $"{i}", static _ => "") }),
        Drafts.Stage("A") with { Payload = CheckpointPayload.Plain(default, new PayloadSchema("", 1, "f")) },
        Drafts.Stage("A") with { Payload = CheckpointPayload.Plain(default, new PayloadSchema("s", 0, "f")) },
    ];

    [Theory]
    [MemberData(nameof(MalformedDrafts), DisableDiscoveryEnumeration = true)]
    public async Task A_malformed_record_is_refused_and_changes_nothing(CheckpointDraft draft)
    {
        await using IRunLease lease = await StartAsync();

        Func<Task> append = () => lease.AppendAsync(draft, Token).AsTask();

        await append.Should().ThrowAsync<ArgumentException>();
        (await lease.AppendAsync(Drafts.Stage("A"), Token)).Sequence.Should().Be(2);
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_refused_and_changes_nothing()
    {
        await using IRunLease lease = await StartAsync();
        CheckpointDraft atLimit = Drafts.Stage("A") with { Payload = Drafts.Payload(new byte[1024 * 1024]) };
        CheckpointDraft over = Drafts.Stage("A") with { Payload = Drafts.Payload(new byte[(1024 * 1024) + 1]) };

        (await RefusalOf(() => lease.AppendAsync(over, Token).AsTask())).Should().Be(CheckpointError.TooLarge);
        (await lease.AppendAsync(atLimit, Token)).Sequence.Should().Be(2);
    }

    [Fact]
    public async Task Concurrent_appends_get_places_without_gaps_and_one_chain()
    {
        await using IRunLease lease = await StartAsync();

        CheckpointInfo[] written = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => lease.AppendAsync(Drafts.Stage($"S{i}"), Token).AsTask()));

        written.Select(static info => info.Metadata.Stage).Should().Equal(Enumerable.Range(0, 40).Select(static i => $"S{i}"));
        written.Select(static info => info.Sequence).Should().Equal(Enumerable.Range(2, 40).Select(static i => (long)i));
        (await Store.VerifyAsync(Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task The_history_that_was_handed_out_does_not_change()
    {
        await using IRunLease lease = await StartAsync();
        IReadOnlyList<CheckpointInfo> before = lease.History;

        for (int i = 0; i < 20; i++)
            await lease.AppendAsync(Drafts.Stage($"S{i}"), Token);

        before.Should().HaveCount(1);
        lease.History.Should().HaveCount(21);
    }

    [Fact]
    public async Task The_context_from_which_a_run_goes_on_is_the_last_one_with_a_payload()
    {
        (await Store.ReadLatestAsync(Run, Token)).Should().BeNull();
        await using IRunLease lease = await StartAsync();
        Drafts.Text(await Store.ReadLatestAsync(Run, Token)).Should().Be("input");
        await lease.AppendAsync(Drafts.Stage("A", "first"), Token);
        await lease.AppendAsync(Drafts.Stage("B", "second"), Token);
        await lease.AppendAsync(Drafts.Stage("A", "third"), Token);
        await lease.AppendAsync(Drafts.Intent("C", 1), Token);

        Drafts.Text(await Store.ReadLatestAsync(Run, Token)).Should().Be("third");
        Drafts.Text(await Store.ReadStageAsync(Run, "A", Token)).Should().Be("third");
        Drafts.Text(await Store.ReadStageAsync(Run, "B", Token)).Should().Be("second");
        (await Store.ReadStageAsync(Run, "a", Token)).Should().BeNull();
        (await Store.ReadStageAsync(Run, "C", Token)).Should().BeNull();
    }

    private static CheckpointDraft With(Func<CheckpointMetadata, CheckpointMetadata> change) =>
        Drafts.Stage("A") is var draft ? draft with { Metadata = change(draft.Metadata) } : draft;
}
