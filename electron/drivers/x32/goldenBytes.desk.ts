/** Effects, links, monitor, talkback, routing, outputs, head amps and status; see goldenBytes.test.ts for what a line says. */
export const deskLines = `
fx/4/type         | GEQ2   | /fx/4/type     | i | 2f66782f342f747970650000 2c690000 0000001b
fx/7/type         | TEQ2   | /fx/7/type     | i | 2f66782f372f747970650000 2c690000 00000002
fx/2/source/left  | bus/1  | /fx/2/source/l | i | 2f66782f322f736f757263652f6c0000 2c690000 00000001
fx/4/source/right | bus/14 | /fx/4/source/r | i | 2f66782f342f736f757263652f720000 2c690000 0000000e
fx/4/param/58     | "2.4"  | /              | s | 2f000000 2c730000 66782f342f7061722f353820322e3400
fx/8/param/58     | "11k9" | /              | s | 2f000000 2c730000 66782f382f7061722f35382031316b3900000000

link/channel/23                          | 1               | /config/chlink/23-24         | i | 2f636f6e6669672f63686c696e6b2f32332d323400000000 2c690000 00000001
link/auxIn/7                             | 1               | /config/auxlink/7-8          | i | 2f636f6e6669672f6175786c696e6b2f372d3800 2c690000 00000001
link/fxReturn/3                          | 0               | /config/fxlink/3-4           | i | 2f636f6e6669672f66786c696e6b2f332d340000 2c690000 00000000
link/bus/7                               | 1               | /config/buslink/7-8          | i | 2f636f6e6669672f6275736c696e6b2f372d3800 2c690000 00000001
link/matrix/5                            | 1               | /config/mtxlink/5-6          | i | 2f636f6e6669672f6d74786c696e6b2f352d3600 2c690000 00000001
muteGroup/5/mute                         | 1               | /config/mute/5               | i | 2f636f6e6669672f6d7574652f350000 2c690000 00000001
link/shares/headampAndDelay              | 0               | /config/linkcfg/hadly        | i | 2f636f6e6669672f6c696e6b6366672f6861646c79000000 2c690000 00000000
link/shares/eq                           | 0               | /config/linkcfg/eq           | i | 2f636f6e6669672f6c696e6b6366672f65710000 2c690000 00000000
link/shares/dynamics                     | 0               | /config/linkcfg/dyn          | i | 2f636f6e6669672f6c696e6b6366672f64796e00 2c690000 00000000
link/shares/faderAndMute                 | 0               | /config/linkcfg/fdrmute      | i | 2f636f6e6669672f6c696e6b6366672f6664726d75746500 2c690000 00000000
monoBus/mode                             | LCR             | /config/mono/mode            | i | 2f636f6e6669672f6d6f6e6f2f6d6f6465000000 2c690000 00000001
monoBus/followsStereo                    | 1               | /config/mono/link            | i | 2f636f6e6669672f6d6f6e6f2f6c696e6b000000 2c690000 00000001
monitor/level                            | 10              | /config/solo/level           | f | 2f636f6e6669672f736f6c6f2f6c6576656c0000 2c660000 3f800000
monitor/source                           | LRPFL           | /config/solo/source          | i | 2f636f6e6669672f736f6c6f2f736f7572636500 2c690000 00000003
monitor/sourceTrim                       | -5.5            | /config/solo/sourcetrim      | f | 2f636f6e6669672f736f6c6f2f736f757263657472696d00 2c660000 3eb1c71c
monitor/channelMode                      | AFL             | /config/solo/chmode          | i | 2f636f6e6669672f736f6c6f2f63686d6f646500 2c690000 00000001
monitor/busMode                          | AFL             | /config/solo/busmode         | i | 2f636f6e6669672f736f6c6f2f6275736d6f646500000000 2c690000 00000001
monitor/dcaMode                          | AFL             | /config/solo/dcamode         | i | 2f636f6e6669672f736f6c6f2f6463616d6f646500000000 2c690000 00000001
monitor/exclusive                        | 1               | /config/solo/exclusive       | i | 2f636f6e6669672f736f6c6f2f6578636c75736976650000 2c690000 00000001
monitor/followSelect                     | 1               | /config/solo/followsel       | i | 2f636f6e6669672f736f6c6f2f666f6c6c6f7773656c0000 2c690000 00000001
monitor/followSolo                       | 1               | /config/solo/followsolo      | i | 2f636f6e6669672f736f6c6f2f666f6c6c6f77736f6c6f00 2c690000 00000001
monitor/dimLevel                         | -6              | /config/solo/dimatt          | f | 2f636f6e6669672f736f6c6f2f64696d61747400 2c660000 3f59999a
monitor/dim                              | 1               | /config/solo/dim             | i | 2f636f6e6669672f736f6c6f2f64696d00000000 2c690000 00000001
monitor/mono                             | 1               | /config/solo/mono            | i | 2f636f6e6669672f736f6c6f2f6d6f6e6f000000 2c690000 00000001
monitor/delay/on                         | 1               | /config/solo/delay           | i | 2f636f6e6669672f736f6c6f2f64656c61790000 2c690000 00000001
monitor/delay/time                       | 208.5           | /config/solo/delaytime       | f | 2f636f6e6669672f736f6c6f2f64656c617974696d650000 2c660000 3ed55326
monitor/masterControl                    | 1               | /config/solo/masterctrl      | i | 2f636f6e6669672f736f6c6f2f6d61737465726374726c00 2c690000 00000001
monitor/mute                             | 1               | /config/solo/mute            | i | 2f636f6e6669672f736f6c6f2f6d757465000000 2c690000 00000001
monitor/dimPfl                           | 1               | /config/solo/dimpfl          | i | 2f636f6e6669672f736f6c6f2f64696d70666c00 2c690000 00000001
talkback/on                              | 0               | /config/talk/enable          | i | 2f636f6e6669672f74616c6b2f656e61626c6500 2c690000 00000000
talkback/source                          | internal        | /config/talk/source          | i | 2f636f6e6669672f74616c6b2f736f7572636500 2c690000 00000000
talkback/a/level                         | -18.5           | /config/talk/A/level         | f | 2f636f6e6669672f74616c6b2f412f6c6576656c00000000 2c660000 3ec9999a
talkback/b/level                         | -∞              | /config/talk/B/level         | f | 2f636f6e6669672f74616c6b2f422f6c6576656c00000000 2c660000 00000000
talkback/a/dim                           | 1               | /config/talk/A/dim           | i | 2f636f6e6669672f74616c6b2f412f64696d0000 2c690000 00000001
talkback/b/dim                           | 1               | /config/talk/B/dim           | i | 2f636f6e6669672f74616c6b2f422f64696d0000 2c690000 00000001
talkback/a/latch                         | 1               | /config/talk/A/latch         | i | 2f636f6e6669672f74616c6b2f412f6c6174636800000000 2c690000 00000001
talkback/b/latch                         | 1               | /config/talk/B/latch         | i | 2f636f6e6669672f74616c6b2f422f6c6174636800000000 2c690000 00000001
talkback/a/to/(bus/3 bus/16 main/stereo) | 1               | /config/talk/A/destmap       | i | 2f636f6e6669672f74616c6b2f412f646573746d61700000 2c690000 00018004
talkback/b/to/(bus/2 bus/9 main/mono)    | 1               | /config/talk/B/destmap       | i | 2f636f6e6669672f74616c6b2f422f646573746d61700000 2c690000 00020102
oscillator/level                         | -3              | /config/osc/level            | f | 2f636f6e6669672f6f73632f6c6576656c000000 2c660000 3f2ccccd
oscillator/freq1                         | 252             | /config/osc/f1               | f | 2f636f6e6669672f6f73632f66310000 2c660000 3ebbbbbc
oscillator/freq2                         | 100             | /config/osc/f2               | f | 2f636f6e6669672f6f73632f66320000 2c660000 3e6eeeef
oscillator/select                        | F2              | /config/osc/fsel             | i | 2f636f6e6669672f6f73632f6673656c00000000 2c690000 00000001
oscillator/type                          | white noise     | /config/osc/type             | i | 2f636f6e6669672f6f73632f7479706500000000 2c690000 00000002
oscillator/destination                   | Bus 3           | /config/osc/dest             | i | 2f636f6e6669672f6f73632f6465737400000000 2c690000 00000002
userRouting/out/33                       | AES50 A 33      | /config/userrout/out/33      | i | 2f636f6e6669672f75736572726f75742f6f75742f333300 2c690000 00000041
userRouting/in/16                        | Card 30         | /config/userrout/in/16       | i | 2f636f6e6669672f75736572726f75742f696e2f31360000 2c690000 0000009e
routing/inputsFrom                       | playback        | /config/routing/routswitch   | i | 2f636f6e6669672f726f7574696e672f726f75747377697463680000 2c690000 00000001
routing/input/25                         | AES50 A 1–8     | /config/routing/IN/25-32     | i | 2f636f6e6669672f726f7574696e672f494e2f32352d333200000000 2c690000 00000004
routing/input/aux                        | Local 1–2       | /config/routing/IN/AUX       | i | 2f636f6e6669672f726f7574696e672f494e2f4155580000 2c690000 00000001
routing/playback/25                      | AES50 A 1–8     | /config/routing/PLAY/25-32   | i | 2f636f6e6669672f726f7574696e672f504c41592f32352d33320000 2c690000 00000004
routing/playback/aux                     | Card 1–4        | /config/routing/PLAY/AUX     | i | 2f636f6e6669672f726f7574696e672f504c41592f41555800000000 2c690000 0000000b
routing/aes50a/41                        | User out 25–32  | /config/routing/AES50A/41-48 | i | 2f636f6e6669672f726f7574696e672f4145533530412f34312d343800000000 2c690000 0000001d
routing/aes50b/41                        | Local 9–16      | /config/routing/AES50B/41-48 | i | 2f636f6e6669672f726f7574696e672f4145533530422f34312d343800000000 2c690000 00000001
routing/card/9                           | Local 25–32     | /config/routing/CARD/9-16    | i | 2f636f6e6669672f726f7574696e672f434152442f392d3136000000 2c690000 00000003
routing/output/1                         | Output 1–4      | /config/routing/OUT/1-4      | i | 2f636f6e6669672f726f7574696e672f4f55542f312d3400 2c690000 00000014
routing/output/5                         | Personal 13–16  | /config/routing/OUT/5-8      | i | 2f636f6e6669672f726f7574696e672f4f55542f352d3800 2c690000 00000017
routing/output/9                         | AES50 B 17–20   | /config/routing/OUT/9-12     | i | 2f636f6e6669672f726f7574696e672f4f55542f392d313200000000 2c690000 0000000c
routing/output/13                        | AES50 A 21–24   | /config/routing/OUT/13-16    | i | 2f636f6e6669672f726f7574696e672f4f55542f31332d3136000000 2c690000 00000006
userControl/a/color                      | blue            | /config/userctrl/A/color     | i | 2f636f6e6669672f757365726374726c2f412f636f6c6f7200000000 2c690000 00000004
userControl/b/color                      | redInverted     | /config/userctrl/B/color     | i | 2f636f6e6669672f757365726374726c2f422f636f6c6f7200000000 2c690000 00000009
userControl/c/color                      | magentaInverted | /config/userctrl/C/color     | i | 2f636f6e6669672f757365726374726c2f432f636f6c6f7200000000 2c690000 0000000d
userControl/a/encoder/3                  | "X001"          | /config/userctrl/A/enc/3     | s | 2f636f6e6669672f757365726374726c2f412f656e632f3300000000 2c730000 5830303100000000
userControl/b/encoder/3                  | "P0051"         | /config/userctrl/B/enc/3     | s | 2f636f6e6669672f757365726374726c2f422f656e632f3300000000 2c730000 5030303531000000
userControl/c/encoder/3                  | "O40"           | /config/userctrl/C/enc/3     | s | 2f636f6e6669672f757365726374726c2f432f656e632f3300000000 2c730000 4f343000
userControl/a/button/11                  | "MN05003"       | /config/userctrl/A/btn/11    | s | 2f636f6e6669672f757365726374726c2f412f62746e2f3131000000 2c730000 4d4e303530303300
userControl/b/button/11                  | "X001"          | /config/userctrl/B/btn/11    | s | 2f636f6e6669672f757365726374726c2f422f62746e2f3131000000 2c730000 5830303100000000
userControl/c/button/11                  | "P0051"         | /config/userctrl/C/btn/11    | s | 2f636f6e6669672f757365726374726c2f432f62746e2f3131000000 2c730000 5030303531000000
tape/gain/left                           | 14.5            | /config/tape/gainL           | f | 2f636f6e6669672f746170652f6761696e4c0000 2c660000 3f2eeeef
tape/gain/right                          | 5               | /config/tape/gainR           | f | 2f636f6e6669672f746170652f6761696e520000 2c660000 3ebbbbbc
tape/autoplay                            | 0               | /config/tape/autoplay        | i | 2f636f6e6669672f746170652f6175746f706c6179000000 2c690000 00000000
automix/x/on                             | 1               | /config/amixenable/X         | i | 2f636f6e6669672f616d6978656e61626c652f5800000000 2c690000 00000001
automix/y/on                             | 1               | /config/amixenable/Y         | i | 2f636f6e6669672f616d6978656e61626c652f5900000000 2c690000 00000001
personalMonitor/scope/(2 4)              | 1               | /config/dp48/scope           | i | 2f636f6e6669672f647034382f73636f70650000 2c690000 0000000a
personalMonitor/broadcast                | 1               | /config/dp48/broadcast       | i | 2f636f6e6669672f647034382f62726f6164636173740000 2c690000 00000001
personalMonitor/aes                      | AESB            | /config/dp48/aesAB           | i | 2f636f6e6669672f647034382f61657341420000 2c690000 00000001
personalMonitor/assign/27                | 8               | /config/dp48/assign/27       | i | 2f636f6e6669672f647034382f61737369676e2f32370000 2c690000 00000008
personalMonitor/link/7                   | 1               | /config/dp48/link/07         | i | 2f636f6e6669672f647034382f6c696e6b2f303700000000 2c690000 00000001
personalMonitor/groupName/12             | "Vocals"        | /config/dp48/grpname/12      | s | 2f636f6e6669672f647034382f6772706e616d652f313200 2c730000 566f63616c730000

output/main/16/source           | Direct 1           | /outputs/main/16/src        | i | 2f6f7574707574732f6d61696e2f31362f73726300000000 2c690000 0000001a
output/main/3/tap               | preEq with mute    | /outputs/main/03/pos        | i | 2f6f7574707574732f6d61696e2f30332f706f7300000000 2c690000 00000003
output/main/14/invert           | 1                  | /outputs/main/14/invert     | i | 2f6f7574707574732f6d61696e2f31342f696e7665727400 2c690000 00000001
output/main/6/delay/on          | 1                  | /outputs/main/06/delay/on   | i | 2f6f7574707574732f6d61696e2f30362f64656c61792f6f6e000000 2c690000 00000001
output/main/14/delay/time       | 229.5              | /outputs/main/14/delay/time | f | 2f6f7574707574732f6d61696e2f31342f64656c61792f74696d6500 2c660000 3eead77a
output/aux/6/source             | Direct 5           | /outputs/aux/06/src         | i | 2f6f7574707574732f6175782f30362f73726300 2c690000 0000001e
output/aux/6/tap                | preFader with mute | /outputs/aux/06/pos         | i | 2f6f7574707574732f6175782f30362f706f7300 2c690000 00000007
output/aux/6/invert             | 1                  | /outputs/aux/06/invert      | i | 2f6f7574707574732f6175782f30362f696e766572740000 2c690000 00000001
output/personal/2/source        | Direct aux 3       | /outputs/p16/02/src         | i | 2f6f7574707574732f7031362f30322f73726300 2c690000 0000003c
output/personal/9/tap           | postEq with mute   | /outputs/p16/09/pos         | i | 2f6f7574707574732f7031362f30392f706f7300 2c690000 00000005
output/personal/8/invert        | 1                  | /outputs/p16/08/invert      | i | 2f6f7574707574732f7031362f30382f696e766572740000 2c690000 00000001
output/personal/7/speaker/group | A                  | /outputs/p16/07/iQ/group    | i | 2f6f7574707574732f7031362f30372f69512f67726f757000000000 2c690000 00000001
output/personal/9/speaker/type  | iQ18B              | /outputs/p16/09/iQ/speaker  | i | 2f6f7574707574732f7031362f30392f69512f737065616b65720000 2c690000 00000006
output/personal/12/speaker/eq   | Live               | /outputs/p16/12/iQ/eq       | i | 2f6f7574707574732f7031362f31322f69512f6571000000 2c690000 00000001
output/personal/2/speaker/model | 6                  | /outputs/p16/02/iQ/model    | i | 2f6f7574707574732f7031362f30322f69512f6d6f64656c00000000 2c690000 00000006
output/aes/2/source             | Direct aux 8       | /outputs/aes/02/src         | i | 2f6f7574707574732f6165732f30322f73726300 2c690000 00000041
output/aes/2/tap                | input with mute    | /outputs/aes/02/pos         | i | 2f6f7574707574732f6165732f30322f706f7300 2c690000 00000001
output/aes/2/invert             | 1                  | /outputs/aes/02/invert      | i | 2f6f7574707574732f6165732f30322f696e766572740000 2c690000 00000001
output/recorder/2/source        | Direct aux 3       | /outputs/rec/02/src         | i | 2f6f7574707574732f7265632f30322f73726300 2c690000 0000003c
output/recorder/2/tap           | preEq              | /outputs/rec/02/pos         | i | 2f6f7574707574732f7265632f30322f706f7300 2c690000 00000002

headamp/local/28/gain     | 52.5 | /headamp/027/gain    | f | 2f68656164616d702f3032372f6761696e000000 2c660000 3f655555
headamp/aes50a/9/gain     | 31.5 | /headamp/040/gain    | f | 2f68656164616d702f3034302f6761696e000000 2c660000 3f1aaaab
headamp/aes50b/9/gain     | 48   | /headamp/088/gain    | f | 2f68656164616d702f3038382f6761696e000000 2c660000 3f555555
headamp/local/29/phantom  | 1    | /headamp/028/phantom | i | 2f68656164616d702f3032382f7068616e746f6d00000000 2c690000 00000001
headamp/aes50a/12/phantom | 1    | /headamp/043/phantom | i | 2f68656164616d702f3034332f7068616e746f6d00000000 2c690000 00000001
headamp/aes50b/12/phantom | 1    | /headamp/091/phantom | i | 2f68656164616d702f3039312f7068616e746f6d00000000 2c690000 00000001

channel/26/solo   | 1  | /-stat/solosw/26      | i | 2f2d737461742f736f6c6f73772f323600000000 2c690000 00000001
auxIn/8/solo      | 1  | /-stat/solosw/40      | i | 2f2d737461742f736f6c6f73772f343000000000 2c690000 00000001
fxReturn/8/solo   | 1  | /-stat/solosw/48      | i | 2f2d737461742f736f6c6f73772f343800000000 2c690000 00000001
bus/5/solo        | 1  | /-stat/solosw/53      | i | 2f2d737461742f736f6c6f73772f353300000000 2c690000 00000001
matrix/5/solo     | 1  | /-stat/solosw/69      | i | 2f2d737461742f736f6c6f73772f363900000000 2c690000 00000001
main/stereo/solo  | 1  | /-stat/solosw/71      | i | 2f2d737461742f736f6c6f73772f373100000000 2c690000 00000001
main/mono/solo    | 1  | /-stat/solosw/72      | i | 2f2d737461742f736f6c6f73772f373200000000 2c690000 00000001
dca/8/solo        | 1  | /-stat/solosw/80      | i | 2f2d737461742f736f6c6f73772f383000000000 2c690000 00000001
talkback/a/key    | 1  | /-stat/talk/A         | i | 2f2d737461742f74616c6b2f41000000 2c690000 00000001
talkback/b/key    | 1  | /-stat/talk/B         | i | 2f2d737461742f74616c6b2f42000000 2c690000 00000001
oscillator/on     | 1  | /-stat/osc/on         | i | 2f2d737461742f6f73632f6f6e000000 2c690000 00000001
deskScene/current | 76 | /-show/prepos/current | i | 2f2d73686f772f707265706f732f63757272656e74000000 2c690000 0000004c
`;
