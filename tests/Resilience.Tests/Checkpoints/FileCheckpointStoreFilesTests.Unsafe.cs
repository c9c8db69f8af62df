using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed partial class FileCheckpointStoreFilesTests
{
    [Theory]
    [InlineData("store/pipeline")]
    [InlineData("store/pipeline/run")]
    public async Task A_folder_that_is_a_link_is_refused(string relative)
    {
        await WriteAsync("A");
        string path = _folder[relative], away = _folder["away"];
        Directory.Move(path, away);
        Directory.CreateSymbolicLink(path, away);

        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.UnsafePath);
        (await RefusalOf(() => _store.FindRunAsync(_run, Token).AsTask())).Should().Be(CheckpointError.UnsafePath);
        (await RefusalOf(() => _store.DeleteAsync(_run, true, Token).AsTask())).Should().Be(CheckpointError.UnsafePath);
        Directory.Exists(away).Should().BeTrue();
    }

    [Theory]
    [InlineData("owner.lock")]
    [InlineData("00000001.ckpt")]
    [InlineData("00000002.ckpt")]
    public async Task A_file_that_is_a_link_is_refused(string name)
    {
        await WriteAsync("A");
        string path = Path.Combine(RunFolder, name), away = _folder["away"];
        File.Move(path, away);
        byte[] before = await File.ReadAllBytesAsync(away, Token);
        File.CreateSymbolicLink(path, away);

        (await RefusalOf(() => _store.AcquireAsync(_run, new() { Corruption = CorruptionPolicy.UseLastGood }, Token).AsTask()))
            .Should().Be(CheckpointError.UnsafePath);

        (await File.ReadAllBytesAsync(away, Token)).Should().Equal(before);
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_in_the_place_of_the_next_record()
    {
        await using IRunLease lease = await _store.AcquireAsync(_run, cancellationToken: Token);
        await lease.AppendAsync(Drafts.Started(), Token);
        string victim = _folder["victim"];
        await File.WriteAllTextAsync(victim, "precious", Token);
        File.CreateSymbolicLink(Path.Combine(RunFolder, "00000002.ckpt"), victim);
        File.CreateSymbolicLink(Path.Combine(RunFolder, "00000002.meta.json"), victim);

        (await RefusalOf(() => lease.AppendAsync(Drafts.Stage("A"), Token).AsTask())).Should().Be(CheckpointError.OwnershipLost);

        (await File.ReadAllTextAsync(victim, Token)).Should().Be("precious");
    }

    [Theory]
    [InlineData("store", 0x1FF)]
    [InlineData("store", 0x3FF)]
    [InlineData("store/pipeline", 0x1FF)]
    [InlineData("store/pipeline/run", 0x1C2)]
    public async Task A_folder_in_which_everyone_may_write_is_refused(string relative, int mode)
    {
        await WriteAsync("A");
        File.SetUnixFileMode(_folder[relative], (UnixFileMode)mode);

        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.UnsafePath);
    }

    [Fact]
    public async Task Something_strange_in_the_place_of_a_record_is_an_error_and_no_hang()
    {
        await WriteAsync("A");
        MakePipe(RecordPath(3), 0x180).Should().Be(0);

        (await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.StorageFailed);
        File.Delete(RecordPath(3));
        Directory.CreateDirectory(RecordPath(3));
        await RefusalOf(() => _store.AcquireAsync(_run, cancellationToken: Token).AsTask());
    }
}
