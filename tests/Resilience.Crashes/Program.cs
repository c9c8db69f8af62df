using System.Globalization;
using Resilience.Crashes;

// What is done is printed line by line as it happens, so that whoever ends this program knows how far it was.
return args switch
{
    ["append", var folder] => await Appending.RunAsync(folder),
    ["race", var folder, var times] => await Racing.RunAsync(folder, int.Parse(times, CultureInfo.InvariantCulture)),
    ["own", var folder] => await Owning.RunAsync(folder),
    ["umask", var folder, var mask] => await Masking.RunAsync(folder, Convert.ToUInt32(mask, 8)),
    ["power-cuts", var rounds] => await PowerCuts.RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("append FOLDER | race FOLDER TIMES | own FOLDER | umask FOLDER OCTAL | power-cuts ROUNDS");
    return 2;
}
