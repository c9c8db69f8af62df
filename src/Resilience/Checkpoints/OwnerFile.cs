using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Resilience.Checkpoints.Storage;

namespace Resilience.Checkpoints;

/// <summary>
/// The file whose lock is the ownership of a run. In it stands the fencing token, which never falls, and for people who the owner is.
/// </summary>
internal sealed class OwnerFile : IDisposable
{
    private const int Size = 256;
    private const int TokenDigits = 20;

    private readonly StorageFolder _folder;
    private readonly StorageFile _file;
    private readonly string _owner;
    private long _token;

    private OwnerFile(StorageFolder folder, StorageFile file, long token, string host)
    {
        _folder = folder;
        _file = file;
        _token = token;
        _owner = $"{RandomNumberGenerator.GetHexString(32, lowercase: true)} {Environment.ProcessId} {host}";
    }

    /// <summary>Locks the run; null if somebody else has, or if the name led elsewhere in between.</summary>
    public static OwnerFile? TryTake(StorageFolder folder, string host) =>
        folder.TryLock(RecordNames.Owner) is { } file ? Own(folder, file, ReadToken(file), host) : null;

    /// <summary>Takes the run from whoever holds the lock: the name gets another file, which is locked already.</summary>
    public static OwnerFile TakeOver(StorageFolder folder, string host)
    {
        long token;
        using (StorageFile? before = folder.Open(RecordNames.Owner))
            token = before is null ? 0 : ReadToken(before);
        string name = $"{RecordNames.Hidden}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        StorageFile file = folder.CreateLocked(name);
        try
        {
            OwnerFile owner = Own(folder, file, token, host);
            folder.Replace(name, RecordNames.Owner);
            folder.Flush();
            return owner;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether this is the file that the name leads to: the run may have been taken over or deleted before it was locked.
    /// </summary>
    public bool IsIn(StorageFolder? folder)
    {
        if (folder is null || !folder.CanReadLocked)
            return folder?.IsLocked(RecordNames.Owner) == true;
        using StorageFile? found = folder.Open(RecordNames.Owner);
        return found is not null && ReadText(found) == Text();
    }

    /// <summary>Keeps a token that is higher than any before.</summary>
    public long RaiseToken(long atLeast)
    {
        _token = Math.Max(_token + 1, atLeast);
        Write();
        _file.Flush();
        _folder.Flush();
        return _token;
    }

    public void Dispose() => _file.Dispose();

    private static OwnerFile Own(StorageFolder folder, StorageFile file, long token, string host)
    {
        try
        {
            var owner = new OwnerFile(folder, file, token, host);
            owner.Write();
            file.Flush();
            return owner;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static long ReadToken(StorageFile file) =>
        ReadText(file) is { Length: >= TokenDigits } text
        && long.TryParse(text.AsSpan(0, TokenDigits), NumberStyles.None, CultureInfo.InvariantCulture, out long token)
            ? token
            : 0;

    private static string ReadText(StorageFile file)
    {
        byte[] bytes = new byte[Size];
        return Encoding.UTF8.GetString(bytes, 0, file.Read(0, bytes)).TrimEnd();
    }

    private string Text() => string.Create(CultureInfo.InvariantCulture, $"{_token:D20} {_owner}");

    // One block of a fixed length, which no device writes in parts.
    private void Write()
    {
        byte[] bytes = new byte[Size];
        bytes.AsSpan().Fill((byte)' ');
        byte[] text = Encoding.UTF8.GetBytes(Text());
        text.AsSpan(0, Math.Min(text.Length, Size - 1)).CopyTo(bytes);
        bytes[^1] = (byte)'\n';
        _file.Write(0, bytes);
    }
}
