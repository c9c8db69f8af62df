using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

/// <summary>What is in the folder, and what happens when somebody changes it.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class FileCheckpointStoreFilesTests : IDisposable
{
    private static readonly RunKey _run = new("pipeline", "run");
    private readonly TemporaryFolder _folder = new();
    private readonly LogLines _log = new();
    private readonly FileCheckpointStore _store;

    public FileCheckpointStoreFilesTests() => _store = new(_folder["store"], new() { Logger = _log });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string RunFolder => _folder["store", "pipeline", "run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_and_folders_are_their_owner_s_alone()
    {
        await WriteAsync("A");

        Directory.EnumerateDirectories(_folder["store"], "*", SearchOption.AllDirectories).Append(_folder["store"])
            .Select(File.GetUnixFileMode).Should().AllBeEquivalentTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.EnumerateFiles(_folder["store"], "*", SearchOption.AllDirectories)
            .Select(File.GetUnixFileMode).Should().HaveCount(5).And.AllBeEquivalentTo(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_readable_file_stands_beside_each_record_and_can_be_made_again()
    {
        await WriteAsync("ANÁLISIS");
        string path = Path.Combine(RunFolder, "00000002.meta.json");
        string before = await File.ReadAllTextAsync(path, Token);
        await File.WriteAllTextAsync(Path.Combine(RunFolder, "00000001.meta.json"), "nonsense", Token);
        File.Delete(path);

        (await _store.VerifyAsync(_run, Token))!.IsIntact.Should().BeTrue();
        int records = await _store.RebuildReadableMetadataAsync(_run, Token);

        records.Should().Be(2);
        (await File.ReadAllTextAsync(path, Token)).Should().Be(before).And.Contain("\"stage\": \"ANÁLISIS\"");
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RunFolder, "00000001.meta.json"), Token));
        json.RootElement.GetProperty("sequence").GetInt64().Should().Be(1);
        json.RootElement.GetProperty("kind").GetString().Should().Be("started");
        (await _store.RebuildReadableMetadataAsync(new RunKey("no", "such"), Token)).Should().Be(0);
    }

    [Fact]
    public async Task Readable_files_come_a_second_after_their_records_and_before_the_run_is_given_back()
    {
        var clock = new FakeTimeProvider();
        var store = new FileCheckpointStore(_folder["late"], new() { TimeProvider = clock });
        await using (IRunLease lease = await store.AcquireAsync(_run, cancellationToken: Token))
        {
            await lease.AppendAsync(Drafts.Started(), Token);
            Readable().Should().Be(0);
            clock.Advance(TimeSpan.FromSeconds(1));
            Readable().Should().Be(1);
            await lease.AppendAsync(Drafts.Stage("A"), Token);
            clock.Advance(TimeSpan.FromSeconds(1));
            Readable().Should().Be(2);
            await lease.AppendAsync(Drafts.Stage("B"), Token);
        }

        Readable().Should().Be(3);

        int Readable() => Directory.GetFiles(_folder["late"], "*.meta.json", SearchOption.AllDirectories).Length;
    }

    [Fact]
    public async Task Readable_files_can_be_left_out()
    {
        var store = new FileCheckpointStore(_folder["quiet"], new() { WriteReadableMetadata = false });
        await using (IRunLease lease = await store.AcquireAsync(_run, cancellationToken: Token))
            await lease.AppendAsync(Drafts.Started(), Token);

        Directory.GetFiles(_folder["quiet", "pipeline", "run"]).Select(Path.GetFileName).Should().BeEquivalentTo("00000001.ckpt", "owner.lock");
    }

    [Fact]
    public async Task A_torn_end_is_put_aside_and_the_run_goes_on_from_the_record_before()
    {
        await WriteAsync("A", "B");
        string path = RecordPath(3);
        int length = (int)new FileInfo(path).Length;
        foreach (int left in (int[])[0, 1, 127, 128, 200, length - 1])
        {
            await using (FileStream file = File.OpenWrite(path))
                file.SetLength(left);
            (await _store.FindRunAsync(_run, Token))!.Status.Should().Be(RunStatus.Damaged);

            await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);
            lease.Quarantined.Should().ContainSingle().Which.Should().Match<QuarantinedRecord>(
                static record => record.Sequence == 3 && record.Error == CheckpointError.Corrupt);
            lease.History.Select(static info => info.Metadata.Kind)
                .Should().Equal(CheckpointKind.Started, CheckpointKind.Stage, CheckpointKind.Owned);
            RemoveLast();
            await File.WriteAllBytesAsync(path, await PaddedAsync(length), Token);
        }

        Directory.GetFiles(Path.Combine(RunFolder, "corrupt")).Should().HaveCount(6);
        _log.Lines.Should().HaveCount(6).And.OnlyContain(static line => line.Contains("record 3 was put aside"));
        void RemoveLast() => File.Delete(path);
        static Task<byte[]> PaddedAsync(int length) => Task.FromResult(new byte[length]);
    }

    [Fact]
    public async Task A_damaged_payload_at_the_end_is_put_aside_too()
    {
        await WriteAsync("A", "B");
        Damage(3, fromEnd: 1);

        await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);

        lease.Quarantined.Should().ContainSingle();
        (await _store.ReadStageAsync(_run, "B", Token)).Should().BeNull();
        Drafts.Text(await _store.ReadLatestAsync(_run, Token)).Should().Be("context");
    }

    [Fact]
    public async Task A_break_in_the_middle_is_refused_and_left_as_it_is()
    {
        await WriteAsync("A", "B", "C");
        File.Delete(RecordPath(3));

        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.Corrupt);
        (await RefusalOf(() => _store.ReadStageAsync(_run, "C", Token).AsTask())).Should().Be(CheckpointError.Corrupt);

        CheckpointVerification verified = (await _store.VerifyAsync(_run, Token))!;
        verified.Findings.Should().ContainSingle().Which.Sequence.Should().Be(3);
        verified.Records.Should().Be(3);
        verified.HeadHash.Should().Be((await _store.ReadAsync(_run, 2, Token))!.Info.Hash);
        File.Exists(RecordPath(4)).Should().BeTrue();
        Directory.Exists(Path.Combine(RunFolder, "corrupt")).Should().BeFalse();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_break_in_the_middle_is_cut_off_if_the_policy_says_so(int damaged)
    {
        await WriteAsync("A", "B", "C");
        Damage(damaged, fromEnd: 400);

        await using (IRunLease lease = await _store.AcquireAsync(_run, new() { Corruption = CorruptionPolicy.UseLastGood }, Token))
        {
            lease.History.Should().HaveCount(damaged);
            lease.Quarantined.Select(static record => record.Sequence).Should().Equal(Enumerable.Range(damaged, 5 - damaged).Select(static i => (long)i));
            await lease.AppendAsync(Drafts.Stage("A again"), Token);
        }

        (await _store.VerifyAsync(_run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task A_payload_damaged_in_the_middle_is_found_when_it_is_read_or_verified()
    {
        await WriteAsync("A", "B", "C");
        Damage(2, fromEnd: 1);

        (await RefusalOf(() => _store.ReadAsync(_run, 2, Token).AsTask())).Should().Be(CheckpointError.Corrupt);
        (await _store.VerifyAsync(_run, Token))!.Findings.Should().ContainSingle().Which.Sequence.Should().Be(2);
        await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);
        lease.Quarantined.Should().BeEmpty("the context from which the run goes on is intact");
    }

    [Fact]
    public async Task A_record_of_another_run_or_another_place_is_refused()
    {
        await WriteAsync("A", "B");
        var other = new RunKey("pipeline", "other");
        await using (IRunLease lease = await _store.AcquireAsync(other, cancellationToken: Token))
        {
            await lease.AppendAsync(Drafts.Started(), Token);
            await lease.AppendAsync(Drafts.Stage("A"), Token);
            await lease.AppendAsync(Drafts.Stage("B"), Token);
        }

        File.Copy(Path.Combine(_folder["store", "pipeline", "other"], "00000002.ckpt"), RecordPath(2), overwrite: true);
        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.Corrupt);
        File.Copy(RecordPath(1), RecordPath(2), overwrite: true);
        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.Corrupt);
    }

    [Fact]
    public async Task A_record_of_a_later_version_at_the_end_is_refused_and_never_put_aside()
    {
        await WriteAsync("A", "B");
        byte[] bytes = await File.ReadAllBytesAsync(RecordPath(3), Token);
        bytes[8] = 2;
        await File.WriteAllBytesAsync(RecordPath(3), bytes, Token);

        foreach (CorruptionPolicy policy in Enum.GetValues<CorruptionPolicy>())
        {
            (await RefusalOf(() => _store.AcquireAsync(_run, new() { Corruption = policy }, Token).AsTask()))
                .Should().Be(CheckpointError.Unsupported);
        }

        File.Exists(RecordPath(3)).Should().BeTrue();
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_deleted_by_the_next_owner()
    {
        await WriteAsync("A");
        await File.WriteAllTextAsync(Path.Combine(RunFolder, ".0123456789abcdef"), "half a record", Token);

        await (await _store.AcquireAsync(_run, cancellationToken: Token)).DisposeAsync();

        Directory.GetFiles(RunFolder, ".*").Should().BeEmpty();
    }

    [Fact]
    public async Task Files_that_somebody_else_put_there_disturb_nobody()
    {
        await WriteAsync("A");
        foreach (string name in (string[])["0000002.ckpt", "x.ckpt", "00000009.CKPT", "-0000003.ckpt", "000000001.ckpt", "README"])
            await File.WriteAllTextAsync(Path.Combine(RunFolder, name), "", Token);
        Directory.CreateDirectory(_folder["store", "pipeline", "Not A Run"]);
        await File.WriteAllTextAsync(_folder["store", "notes.txt"], "", Token);

        (await _store.VerifyAsync(_run, Token))!.IsIntact.Should().BeTrue();
        (await _store.ListRunsAsync(cancellationToken: Token).Select(static head => head.Run).ToListAsync(Token)).Should().Equal(_run);
        (await _store.DeleteAsync(_run, evenUnfinished: true, Token)).Should().BeTrue();
    }

    [Fact]
    public async Task A_damaged_run_is_listed_as_such_and_keeps_no_other_from_being_listed()
    {
        await WriteAsync("A");
        Damage(2, fromEnd: 200);
        var longName = new RunKey(new string('P', 300), new string('r', 300));
        await using (IRunLease lease = await _store.AcquireAsync(longName, cancellationToken: Token))
            await lease.AppendAsync(Drafts.Started(), Token);

        List<RunHead> heads = await _store.ListRunsAsync(cancellationToken: Token).ToListAsync(Token);

        heads.Select(static head => (head.Run, head.Status)).Should().BeEquivalentTo(
            [(_run, RunStatus.Damaged), (longName, RunStatus.Interrupted)]);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_deleted_run()
    {
        await WriteAsync("A", "B");
        Damage(3, fromEnd: 1);
        await using (IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token))
            await lease.AppendAsync(Drafts.Finished(), Token);

        (await _store.DeleteAsync(_run, cancellationToken: Token)).Should().BeTrue();

        Directory.GetFileSystemEntries(_folder["store", "pipeline"]).Should().BeEmpty();
    }

    [Fact]
    public async Task Leases_and_readers_close_what_they_open()
    {
        await WriteAsync("A");
        await UseAsync();
        int before = OpenInStore();
        for (int i = 0; i < 20; i++)
            await UseAsync();

        OpenInStore().Should().Be(before).And.Be(0);
        async Task UseAsync()
        {
            await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);
            await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask());
            await lease.AppendAsync(Drafts.Stage("B"), Token);
            await _store.VerifyAsync(_run, Token);
            await _store.ReadLatestAsync(_run, Token);
            await _store.ListRunsAsync(cancellationToken: Token).ToListAsync(Token);
        }
    }

    [Fact]
    public void A_store_without_a_folder_or_with_wrong_options_is_refused()
    {
        ((Action)(static () => _ = new FileCheckpointStore(" "))).Should().Throw<ArgumentException>();
        ((Action)(static () => _ = new FileCheckpointStore("x", new()
        {
            Protection = CheckpointProtection.Encrypt,
            MaxPayloadBytes = 1,
            Host = new string('h', 200),
        }))).Should().Throw<ArgumentException>().WithMessage("*MaxPayloadBytes*Host*Keys*");
    }

    private static async Task<CheckpointError> RefusalOf(Func<Task> call) =>
        (await call.Should().ThrowAsync<CheckpointException>()).Which.Error;

    private async Task WriteAsync(params string[] stages)
    {
        await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);
        await lease.AppendAsync(Drafts.Started(), Token);
        foreach (string stage in stages)
            await lease.AppendAsync(Drafts.Stage(stage), Token);
    }

    private string RecordPath(int sequence) => Path.Combine(RunFolder, $"{sequence:D8}.ckpt");

    private void Damage(int sequence, int fromEnd)
    {
        byte[] bytes = File.ReadAllBytes(RecordPath(sequence));
        bytes[^Math.Min(fromEnd, bytes.Length)] ^= 0x10;
        File.WriteAllBytes(RecordPath(sequence), bytes);
    }

    private int OpenInStore() => Directory.GetFiles("/proc/self/fd").Count(
        path => new FileInfo(path).LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}
