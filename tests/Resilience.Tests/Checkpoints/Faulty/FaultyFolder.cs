using Resilience.Checkpoints.Storage;

namespace Resilience.Tests.Checkpoints.Faulty;

internal sealed class FaultyFolder(FaultyDisk disk, DiskNode node) : StorageFolder
{
    public override List<string> Names() => disk.Do<List<string>>("list", () => [.. node.Entries.Keys]);

    public override StorageFolder? OpenFolder(string name) =>
        disk.Do("open folder", () => Find(name) is { IsFolder: true } found ? new FaultyFolder(disk, found) : null);

    public override StorageFolder CreateFolder(string name)
    {
        if (OpenFolder(name) is { } there)
            return there;
        DiskNode made = disk.Do("make folder", () => node.Entries[name] = new DiskNode(isFolder: true));
        Flush();
        return new FaultyFolder(disk, made);
    }

    public override StorageFile? Open(string name) =>
        disk.Do("open", () => Find(name) is { IsFolder: false } found ? new FaultyFile(disk, found) : null);

    public override StorageFile Create(string name) => disk.Do("create", () => New(name));

    public override StorageFile CreateLocked(string name) => disk.Do("create locked", () => New(name).Lock());

    public override StorageFile? TryLock(string name) => disk.Do("lock", () =>
    {
        DiskNode file = Find(name) ?? (node.Entries[name] = new DiskNode(isFolder: false));
        return file.Locker is null ? new FaultyFile(disk, file).Lock() : null;
    });

    public override bool IsLocked(string name) => disk.Do("ask for a lock", () => Find(name)?.Locker is not null);

    public override bool TryMove(string name, StorageFolder target, string newName) => disk.Do("rename", () =>
    {
        DiskNode to = ((FaultyFolder)target).Node;
        if (to.Entries.ContainsKey(newName) || !node.Entries.Remove(name, out DiskNode? moved))
            return false;
        to.Entries.Add(newName, moved);
        return true;
    });

    public override void Replace(string name, string newName) => disk.Do("replace", () =>
    {
        node.Entries.Remove(name, out DiskNode? moved);
        return node.Entries[newName] = moved!;
    });

    public override void Delete(string name) => disk.Do("delete", () => node.Entries.Remove(name));

    public override void DeleteFolder(string name) => disk.Do("delete folder", () => node.Entries.Remove(name));

    public override void Flush() => disk.Do("flush folder", () =>
    {
        node.Flush();
        return true;
    }, half: static () => { });

    public override void Dispose()
    {
    }

    private DiskNode Node => node;

    private DiskNode? Find(string name) => node.Entries.GetValueOrDefault(name);

    private FaultyFile New(string name)
    {
        var made = new DiskNode(isFolder: false);
        if (!node.Entries.TryAdd(name, made))
            throw StorageErrors.FromErrno("create", Errno.Exists);
        return new FaultyFile(disk, made);
    }
}
